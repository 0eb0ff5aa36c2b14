import { type Kysely, type RawBuilder, sql } from "kysely";
import { isReferenceTo, type Reference } from "../forum/reference.ts";
import type { WritingReference } from "../forum/writing.ts";
import type { Schema } from "./schema.ts";

/** The channel or thread of a server where a member is. */
export interface InServer {
  readonly guildId: string;
  readonly channelId: string | null;
}

/** The place of a comment or post in Discord. */
export interface MirrorPlace {
  readonly writing: WritingReference;
  /** Id of the store's thread. */
  readonly threadId: number;
  /** Name of the site that the thread is followed on. */
  readonly site: string;
  readonly channelId: string;
  readonly discordThreadId: string;
  readonly messageId: string;
}

/** Finds the place of a comment or post in Discord, and the writing that a message shows. */
export class Places {
  readonly #db: Kysely<Schema>;

  constructor(db: Kysely<Schema>) {
    this.#db = db;
  }

  /**
   * Finds the first message that shows a comment or post in a server. If several forum posts show it, the one where the member is comes
   * first, then the newest.
   */
  async placeOf(standing: InServer, writing: WritingReference): Promise<MirrorPlace | undefined> {
    if (!isReferenceTo(writing, "comment")) return await this.#starterOf(standing, writing);
    const row = await this.#messages()
      .where("threads.guild_id", "=", standing.guildId)
      .where("ledger.comment", "=", writing)
      .where("ledger.part", "=", 0)
      .where("ledger.state", "!=", "removed")
      .where("threads.state", "!=", "gone")
      .orderBy(isElsewhere(standing))
      .orderBy("threads.merging_into", (order) => order.asc().nullsFirst())
      .orderBy("ledger.id", "desc")
      .limit(1)
      .executeTakeFirst();
    return row === undefined ? undefined : placeOf(row);
  }

  /**
   * Finds the writing that a message shows: a comment or, for the first message of a forum post, its subject; `undefined` if it
   * shows nothing mirrored in that server.
   */
  async placeOfMessage(guildId: string, messageId: string): Promise<MirrorPlace | undefined> {
    const row = await this.#messages()
      .where("threads.guild_id", "=", guildId)
      .where("ledger.message_id", "=", messageId)
      .executeTakeFirst();
    return row === undefined ? await this.#placeOfStarter(guildId, messageId) : placeOf(row);
  }

  async #starterOf(standing: InServer, post: Reference<"post" | "tag">): Promise<MirrorPlace | undefined> {
    const row = await this.#starters()
      .where("threads.guild_id", "=", standing.guildId)
      .where("threads.subject", "=", post)
      .where("threads.state", "=", "open")
      .orderBy(isElsewhere(standing))
      .orderBy("threads.merging_into", (order) => order.asc().nullsFirst())
      .orderBy("threads.id", "desc")
      .limit(1)
      .executeTakeFirst();
    return row === undefined ? undefined : placeOf(row);
  }

  async #placeOfStarter(guildId: string, messageId: string): Promise<MirrorPlace | undefined> {
    const row = await this.#starters()
      .where("threads.guild_id", "=", guildId)
      // The first message has the id of its thread: https://discord.com/developers/docs/topics/threads#forums
      .where("threads.discord_thread_id", "=", messageId)
      .executeTakeFirst();
    return row === undefined ? undefined : placeOf(row);
  }

  #messages() {
    return this.#db
      .selectFrom("ledger")
      .innerJoin("threads", "threads.id", "ledger.thread_id")
      .select([
        "ledger.comment as writing",
        "ledger.message_id",
        "threads.id",
        "threads.discord_thread_id",
        "threads.channel_id",
        "threads.site",
      ])
      .where("ledger.message_id", "is not", null)
      .where("threads.discord_thread_id", "is not", null);
  }

  #starters() {
    return (
      this.#db
        .selectFrom("threads")
        .select([
          "threads.subject as writing",
          "threads.discord_thread_id as message_id",
          "threads.id",
          "threads.discord_thread_id",
          "threads.channel_id",
          "threads.site",
        ])
        .where("threads.discord_thread_id", "is not", null)
        // The page of a user shows no writing of its own.
        .where("threads.subject", "not like", "%:user:%")
    );
  }
}

function isElsewhere({ channelId }: InServer): RawBuilder<number> {
  return sql`threads.discord_thread_id is distinct from ${channelId}`;
}

function placeOf(row: {
  readonly writing: string;
  readonly message_id: string | null;
  readonly id: number;
  readonly discord_thread_id: string | null;
  readonly channel_id: string;
  readonly site: string;
}): MirrorPlace {
  return {
    writing: row.writing as WritingReference,
    threadId: row.id,
    site: row.site,
    channelId: row.channel_id,
    discordThreadId: row.discord_thread_id ?? "",
    messageId: row.message_id ?? "",
  };
}
