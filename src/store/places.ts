import type { Kysely } from "kysely";
import type { Reference } from "../forum/reference.ts";
import type { Schema } from "./schema.ts";

/** Where in Discord a comment is. */
export interface MirrorPlace {
  readonly comment: Reference<"comment">;
  /** Id of the store's thread. */
  readonly threadId: number;
  /** Name of the site that the thread is followed on. */
  readonly site: string;
  readonly channelId: string;
  readonly discordThreadId: string;
  readonly messageId: string;
}

/** What the ledger says to readers: where in Discord a comment is, and what a message shows. */
export class Places {
  readonly #db: Kysely<Schema>;

  constructor(db: Kysely<Schema>) {
    this.#db = db;
  }

  /** Where a comment is mirrored in a server: the first message of it, the oldest mirror first. */
  async placeOf(guildId: string, comment: Reference<"comment">): Promise<MirrorPlace | undefined> {
    const row = await this.#places()
      .where("follows.guild_id", "=", guildId)
      .where("ledger.comment", "=", comment)
      .where("ledger.part", "=", 0)
      .where("ledger.state", "!=", "removed")
      .orderBy("ledger.id")
      .limit(1)
      .executeTakeFirst();
    return row === undefined ? undefined : placeOf(row);
  }

  /** What a message shows; `undefined` for one that is no part of a mirrored comment in that server. */
  async placeOfMessage(guildId: string, messageId: string): Promise<MirrorPlace | undefined> {
    const row = await this.#places()
      .where("follows.guild_id", "=", guildId)
      .where("ledger.message_id", "=", messageId)
      .executeTakeFirst();
    return row === undefined ? undefined : placeOf(row);
  }

  #places() {
    return this.#db
      .selectFrom("ledger")
      .innerJoin("threads", "threads.id", "ledger.thread_id")
      .innerJoin("follows", "follows.id", "threads.follow_id")
      .select([
        "ledger.comment",
        "ledger.message_id",
        "ledger.thread_id",
        "threads.discord_thread_id",
        "threads.channel_id",
        "follows.site",
      ])
      .where("ledger.message_id", "is not", null)
      .where("threads.discord_thread_id", "is not", null);
  }
}

function placeOf(row: {
  readonly comment: string;
  readonly message_id: string | null;
  readonly thread_id: number;
  readonly discord_thread_id: string | null;
  readonly channel_id: string;
  readonly site: string;
}): MirrorPlace {
  return {
    comment: row.comment as Reference<"comment">,
    threadId: row.thread_id,
    site: row.site,
    channelId: row.channel_id,
    discordThreadId: row.discord_thread_id ?? "",
    messageId: row.message_id ?? "",
  };
}
