import type { Kysely } from "kysely";
import type { Reference } from "../forum/reference.ts";
import type { Schema } from "./schema.ts";

/** Whose comments are not mirrored, with the name the moderators know them by. */
export interface MutedAuthor {
  readonly reference: Reference<"user">;
  readonly name: string;
}

/** What a server has chosen. */
export interface GuildSettings {
  /** What becomes of a mirrored comment that is deleted on the site. */
  readonly deletions: "tombstone" | "remove";
  readonly showsScore: boolean;
  /** Names of the sites that may be followed; `undefined` means all, those configured later too. */
  readonly sites: readonly string[] | undefined;
  /** Where `/follow` mirrors into when no channel is named. */
  readonly defaultChannelId: string | undefined;
  /** Roles whose members may follow; those with Manage Threads always may. */
  readonly followerRoleIds: readonly string[];
  readonly followLimit: number;
  readonly mutedAuthors: readonly MutedAuthor[];
  /** Where the bot tells of follows that stopped; `undefined` means nowhere. */
  readonly troubleChannelId: string | undefined;
}

export const defaultSettings: GuildSettings = {
  deletions: "tombstone",
  showsScore: true,
  sites: undefined,
  defaultChannelId: undefined,
  followerRoleIds: [],
  followLimit: 100,
  mutedAuthors: [],
  troubleChannelId: undefined,
};

export class Settings {
  readonly #db: Kysely<Schema>;

  constructor(db: Kysely<Schema>) {
    this.#db = db;
  }

  async ofGuild(guildId: string): Promise<GuildSettings> {
    const row = await this.#db
      .selectFrom("settings")
      .select("choices")
      .where("guild_id", "=", guildId)
      .executeTakeFirst();
    return row === undefined
      ? defaultSettings
      : { ...defaultSettings, ...(JSON.parse(row.choices) as Partial<GuildSettings>) };
  }

  /** Changes some choices; the others stay as they are. Gives all of them. */
  async change(
    guildId: string,
    change: Partial<GuildSettings>,
    by: { readonly userId: string; readonly atMs: number },
  ): Promise<GuildSettings> {
    const settings = { ...(await this.ofGuild(guildId)), ...change };
    const values = { choices: JSON.stringify(settings), changed_by: by.userId, changed_at_ms: by.atMs };
    await this.#db
      .insertInto("settings")
      .values({ guild_id: guildId, ...values })
      .onConflict((conflict) => conflict.column("guild_id").doUpdateSet(values))
      .execute();
    return settings;
  }
}
