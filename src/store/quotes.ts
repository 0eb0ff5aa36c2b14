import type { Kysely } from "kysely";
import type { WritingReference } from "../forum/writing.ts";
import type { Schema } from "./schema.ts";
import { statementChunks } from "./statement-chunks.ts";

export interface NewQuote {
  /** Names the request for the quote, which is served once. */
  readonly request: string;
  readonly writing: WritingReference;
  readonly textVersion: string;
  readonly revision: string;
  /** `undefined` outside servers. */
  readonly guildId: string | undefined;
  readonly channelId: string;
  readonly createdAtMs: number;
}

/** The change to a comment or post after it was quoted. */
export type QuoteFlag = "edited" | "deleted";

/** A quote in a channel where the bot can still change its messages. */
export interface PostedQuote extends Omit<NewQuote, "request" | "createdAtMs"> {
  readonly id: number;
  readonly messageId: string;
  /** Ids of the messages after the first. */
  readonly furtherMessageIds: readonly string[];
  readonly flag: QuoteFlag | undefined;
}

/** Records which words were quoted where, so readers can be told of changes at the source. */
export class Quotes {
  readonly #db: Kysely<Schema>;

  constructor(db: Kysely<Schema>) {
    this.#db = db;
  }

  /** Reserves a quote before it is posted; `undefined` if the request was already served. */
  async claim(quote: NewQuote): Promise<number | undefined> {
    const row = await this.#db
      .insertInto("quotes")
      .values({
        request: quote.request,
        comment: quote.writing,
        text_version: quote.textVersion,
        revision: quote.revision,
        guild_id: quote.guildId ?? null,
        channel_id: quote.channelId,
        created_at_ms: quote.createdAtMs,
      })
      .onConflict((conflict) => conflict.column("request").doNothing())
      .returning("id")
      .executeTakeFirst();
    return row?.id;
  }

  /** Returns the place of a request's quote, if the bot can still change it. */
  async addressOf(
    request: string,
  ): Promise<
    { readonly guildId: string; readonly channelId: string; readonly messageId: string } | undefined
  > {
    const row = await this.#db
      .selectFrom("quotes")
      .select(["guild_id", "channel_id", "message_id"])
      .where("request", "=", request)
      .executeTakeFirst();
    const { guild_id: guildId, channel_id: channelId, message_id: messageId } = row ?? {};
    return guildId && channelId && messageId ? { guildId, channelId, messageId } : undefined;
  }

  /** @param messageIds in order, at least one */
  async markPosted(id: number, [first, ...further]: readonly string[]): Promise<void> {
    const values = { message_id: first ?? null, further_message_ids: JSON.stringify(further) };
    await this.#db.updateTable("quotes").set(values).where("id", "=", id).execute();
  }

  async markFlagged(id: number, flag: QuoteFlag): Promise<void> {
    await this.#db.updateTable("quotes").set({ flag }).where("id", "=", id).execute();
  }

  /** Renames an unchanged text. */
  async nameText(id: number, textVersion: string): Promise<void> {
    await this.#db.updateTable("quotes").set({ text_version: textVersion }).where("id", "=", id).execute();
  }

  async forget(id: number): Promise<void> {
    await this.#db.deleteFrom("quotes").where("id", "=", id).execute();
  }

  /** Forgets quotes that were never posted, or whose messages the bot cannot change. */
  async forgetUnreachable(writings: readonly WritingReference[]): Promise<void> {
    if (writings.length === 0) return;
    await this.#db
      .deleteFrom("quotes")
      .where("comment", "in", writings)
      .where("message_id", "is", null)
      .execute();
  }

  /** Lists the posted quotes of these comments and posts. */
  async ofWritings(writings: readonly WritingReference[]): Promise<readonly PostedQuote[]> {
    const found: PostedQuote[] = [];
    for (const chunk of statementChunks(writings)) {
      const rows = await this.#db
        .selectFrom("quotes")
        .selectAll()
        .where("comment", "in", chunk)
        .where("message_id", "is not", null)
        .execute();
      for (const row of rows) {
        found.push({
          id: row.id,
          writing: row.comment as WritingReference,
          textVersion: row.text_version,
          revision: row.revision,
          guildId: row.guild_id ?? undefined,
          channelId: row.channel_id,
          messageId: row.message_id ?? "",
          furtherMessageIds: JSON.parse(row.further_message_ids) as string[],
          flag: (row.flag as QuoteFlag | null) ?? undefined,
        });
      }
    }
    return found;
  }
}
