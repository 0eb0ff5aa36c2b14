import type { Kysely } from "kysely";
import type { Reference } from "../forum/reference.ts";
import type { Schema } from "./schema.ts";
import { guildSubject, transact } from "./transact.ts";

/** An author whose comments are not mirrored, with the name by which the moderators know them. */
export interface MutedAuthor {
  readonly reference: Reference<"user">;
  readonly name: string;
}

export interface GuildSettings {
  /** The fate of a mirrored comment that is deleted on the site. */
  readonly deletions: "tombstone" | "remove";
  readonly showsScore: boolean;
  /** Names of the sites that may be followed; `undefined` means all, including those configured later. */
  readonly sites: readonly string[] | undefined;
  /** Channel that `/follow` uses if none is named. */
  readonly defaultChannelId: string | undefined;
  /** Roles whose members may follow; those with Manage Threads always may. */
  readonly followerRoleIds: readonly string[];
  readonly followLimit: number;
  readonly mutedAuthors: readonly MutedAuthor[];
  /** Channel in which the bot reports follows that stopped; `undefined` for none. */
  readonly troubleChannelId: string | undefined;
}

const defaultSettings: GuildSettings = {
  deletions: "tombstone",
  showsScore: true,
  sites: undefined,
  defaultChannelId: undefined,
  followerRoleIds: [],
  followLimit: 100,
  mutedAuthors: [],
  troubleChannelId: undefined,
};

export type SettingsChange = Partial<GuildSettings> | ((current: GuildSettings) => Partial<GuildSettings>);

export class Settings {
  readonly #db: Kysely<Schema>;

  constructor(db: Kysely<Schema>) {
    this.#db = db;
  }

  async ofGuild(guildId: string): Promise<GuildSettings> {
    return await settingsOf(this.#db, guildId);
  }

  /**
   * Changes some settings; the others stay as they are. Simultaneous changes run one after the other.
   * @param change the change, or a function that makes it from the current settings; if it throws, they stay as they are
   */
  async change(
    guildId: string,
    change: SettingsChange,
    by: { readonly userId: string; readonly atMs: number },
  ): Promise<{ readonly before: GuildSettings; readonly after: GuildSettings }> {
    return await transact(this.#db, guildSubject(guildId), async (transaction) => {
      const before = await settingsOf(transaction, guildId);
      const after = { ...before, ...(typeof change === "function" ? change(before) : change) };
      const values = { choices: JSON.stringify(after), changed_by: by.userId, changed_at_ms: by.atMs };
      await transaction
        .insertInto("settings")
        .values({ guild_id: guildId, ...values })
        .onConflict((conflict) => conflict.column("guild_id").doUpdateSet(values))
        .execute();
      return { before, after };
    });
  }
}

async function settingsOf(db: Kysely<Schema>, guildId: string): Promise<GuildSettings> {
  const row = await db
    .selectFrom("settings")
    .select("choices")
    .where("guild_id", "=", guildId)
    .executeTakeFirst();
  return row === undefined
    ? defaultSettings
    : { ...defaultSettings, ...(JSON.parse(row.choices) as Partial<GuildSettings>) };
}
