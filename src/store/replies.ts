import type { Kysely } from "kysely";
import { isLongPast } from "../clock.ts";
import type { WritingReference } from "../forum/writing.ts";
import { type NewReply, type Reply, replyOf, rowOf } from "./reply.ts";
import type { Schema } from "./schema.ts";
import { transact } from "./transact.ts";

export type Claim =
  | { readonly kind: "claimed"; readonly id: number }
  /** The request was already served. */
  | { readonly kind: "served" }
  /** The member wrote another reply in this thread too recently. */
  | { readonly kind: "too-soon"; readonly lastAtMs: number };

/** Records who wrote which message of the bot's webhooks. */
export class Replies {
  readonly #db: Kysely<Schema>;

  constructor(db: Kysely<Schema>) {
    this.#db = db;
  }

  /**
   * Notes a reply before it is sent, so that even an unconfirmed one has an author.
   * @param request names the request for it
   * @param slowModeMs how long a member must wait between two replies in this thread
   */
  async claim(request: string, reply: NewReply, slowModeMs: number): Promise<Claim> {
    const { discordThreadId, userId, createdAtMs } = reply;
    const subject = `replies of ${userId} in ${discordThreadId}`;
    return await transact(this.#db, subject, async (transaction): Promise<Claim> => {
      if ((await ofRequest(transaction, request)) !== undefined) return { kind: "served" };
      const lastAtMs = await lastWrittenAtMs(transaction, discordThreadId, userId);
      if (slowModeMs > 0 && lastAtMs !== undefined && !isLongPast(lastAtMs, slowModeMs, createdAtMs))
        return { kind: "too-soon", lastAtMs };
      const { id } = await transaction
        .insertInto("replies")
        .values({ ...rowOf(reply), request })
        .returning("id")
        .executeTakeFirstOrThrow();
      return { kind: "claimed", id };
    });
  }

  /** Notes a reply that was found in Discord. */
  async add(reply: NewReply): Promise<number> {
    const row = await this.#db
      .insertInto("replies")
      .values(rowOf(reply))
      .returning("id")
      .executeTakeFirstOrThrow();
    return row.id;
  }

  async ofRequest(request: string): Promise<Reply | undefined> {
    return await ofRequest(this.#db, request);
  }

  async markSent(
    id: number,
    message: { readonly messageId: string; readonly webhookId: string | undefined },
  ): Promise<void> {
    const values = { message_id: message.messageId, webhook_id: message.webhookId ?? null };
    await this.#db.updateTable("replies").set(values).where("id", "=", id).execute();
  }

  async markEdited(id: number, contentHash: string, editedAtMs: number): Promise<void> {
    const values = { content_hash: contentHash, edited_at_ms: editedAtMs };
    await this.#db.updateTable("replies").set(values).where("id", "=", id).execute();
  }

  async remove(id: number): Promise<void> {
    await this.#db.deleteFrom("replies").where("id", "=", id).execute();
  }

  /** Lists the confirmed replies to these comments and posts. */
  async ofWritings(writings: readonly WritingReference[]): Promise<readonly Reply[]> {
    if (writings.length === 0) return [];
    const rows = await this.#db
      .selectFrom("replies")
      .selectAll()
      .where("comment", "in", writings)
      .where("message_id", "is not", null)
      .execute();
    return rows.map(replyOf);
  }

  /** Lists a member's confirmed replies in all servers. */
  async ofMember(userId: string): Promise<readonly Reply[]> {
    const rows = await this.#db
      .selectFrom("replies")
      .selectAll()
      .where("user_id", "=", userId)
      .where("message_id", "is not", null)
      .execute();
    return rows.map(replyOf);
  }

  async ofMessage(guildId: string, messageId: string): Promise<Reply | undefined> {
    const row = await this.#db
      .selectFrom("replies")
      .selectAll()
      .where("guild_id", "=", guildId)
      .where("message_id", "=", messageId)
      .executeTakeFirst();
    return row === undefined ? undefined : replyOf(row);
  }

  /** Lists the ids of a thread's messages that are replies. */
  async messagesIn(discordThreadId: string): Promise<ReadonlySet<string>> {
    const rows = await this.#db
      .selectFrom("replies")
      .select("message_id")
      .where("discord_thread_id", "=", discordThreadId)
      .where("message_id", "is not", null)
      .execute();
    return new Set(rows.flatMap((row) => row.message_id ?? []));
  }

  /** When a member last replied in a thread that still exists; `undefined` for never. */
  async lastWrittenAtMs(discordThreadId: string, userId: string): Promise<number | undefined> {
    return await lastWrittenAtMs(this.#db, discordThreadId, userId);
  }

  /** Lists the replies in a thread that Discord never confirmed. */
  async unconfirmed(guildId: string, discordThreadId: string): Promise<readonly Reply[]> {
    const rows = await this.#db
      .selectFrom("replies")
      .selectAll()
      .where("guild_id", "=", guildId)
      .where("discord_thread_id", "=", discordThreadId)
      .where("message_id", "is", null)
      .execute();
    return rows.map(replyOf);
  }
}

async function ofRequest(db: Kysely<Schema>, request: string): Promise<Reply | undefined> {
  const row = await db.selectFrom("replies").selectAll().where("request", "=", request).executeTakeFirst();
  return row === undefined ? undefined : replyOf(row);
}

async function lastWrittenAtMs(
  db: Kysely<Schema>,
  discordThreadId: string,
  userId: string,
): Promise<number | undefined> {
  const row = await db
    .selectFrom("replies")
    .select(({ fn }) => fn.max("created_at_ms").as("last"))
    .where("discord_thread_id", "=", discordThreadId)
    .where("user_id", "=", userId)
    .executeTakeFirst();
  return row?.last ?? undefined;
}
