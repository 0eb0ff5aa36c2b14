import type { Kysely, Selectable } from "kysely";
import type { Reference } from "../forum/reference.ts";
import { type Target, targetKey } from "../forum/target.ts";
import type { DiscordFault } from "../language/faults.ts";
import type { Schema } from "./schema.ts";
import { leaveThreads } from "./threads/leave-threads.ts";

/** Why a follow does not run. It is tried again by itself. */
export interface Trouble {
  readonly fault: DiscordFault;
  readonly sinceMs: number;
  /** Whether its end shows without trying; absent in what was noted before this was. */
  readonly isVisible?: boolean;
}

export type FollowState = "active" | "paused" | "troubled";

export interface NewFollow {
  readonly guildId: string;
  readonly channelId: string;
  readonly site: string;
  readonly target: Target;
  readonly title: string;
  readonly path: string;
  /** Comments (posts for a sequence, tag or site) of the past to mirror; `undefined` means all. */
  readonly backfill: number | undefined;
  readonly minScore: number | undefined;
  /** Slugs or names, in lower case, of the only authors wanted, and references of those they mean; empty means everybody. */
  readonly authors: readonly string[];
  readonly createdBy: string;
  readonly createdAtMs: number;
}

/** A standing order: mirror this target into that forum channel, with these filters. */
export interface Follow extends NewFollow {
  readonly id: number;
  readonly state: FollowState;
  readonly trouble: Trouble | undefined;
  /** When all of the past was queued; `undefined` until then. */
  readonly backfilledAtMs: number | undefined;
  readonly sweptAtMs: number | undefined;
}

export interface AddedFollow {
  readonly follow: Follow;
  readonly isNew: boolean;
}

export class Follows {
  readonly #db: Kysely<Schema>;

  constructor(db: Kysely<Schema>) {
    this.#db = db;
  }

  /**
   * Adds a follow, or returns the one that already mirrors this target in the channel.
   * @param limit how many the guild may have; the result is `undefined` when it has that many already
   */
  add(follow: NewFollow): Promise<AddedFollow>;
  add(follow: NewFollow, limit: number): Promise<AddedFollow | undefined>;
  async add(follow: NewFollow, limit = Number.POSITIVE_INFINITY): Promise<AddedFollow | undefined> {
    // Counted in the same step, so that simultaneous calls never exceed the limit.
    return await this.#db.transaction().execute(async (transaction) => {
      const key = targetKey(follow.site, follow.target);
      const known = await transaction
        .selectFrom("follows")
        .selectAll()
        .where("channel_id", "=", follow.channelId)
        .where("target_key", "=", key)
        .executeTakeFirst();
      if (known !== undefined) return { follow: followOf(known), isNew: false };
      const { count } = await transaction
        .selectFrom("follows")
        .select((select) => select.fn.countAll<number>().as("count"))
        .where("guild_id", "=", follow.guildId)
        .executeTakeFirstOrThrow();
      if (Number(count) >= limit) return undefined;
      const inserted = await transaction
        .insertInto("follows")
        .values({
          guild_id: follow.guildId,
          channel_id: follow.channelId,
          site: follow.site,
          target_kind: follow.target.kind,
          target: follow.target.kind === "site" ? "" : follow.target.reference,
          target_key: key,
          title: follow.title,
          path: follow.path,
          backfill: follow.backfill ?? null,
          min_score: follow.minScore ?? null,
          authors: JSON.stringify(follow.authors),
          state: "active",
          created_by: follow.createdBy,
          created_at_ms: follow.createdAtMs,
        })
        .returningAll()
        .executeTakeFirstOrThrow();
      return { follow: followOf(inserted), isNew: true };
    });
  }

  async get(id: number): Promise<Follow | undefined> {
    const row = await this.#db.selectFrom("follows").selectAll().where("id", "=", id).executeTakeFirst();
    return row === undefined ? undefined : followOf(row);
  }

  async ofGuild(guildId: string): Promise<readonly Follow[]> {
    const rows = await this.#db
      .selectFrom("follows")
      .selectAll()
      .where("guild_id", "=", guildId)
      .orderBy("id")
      .execute();
    return rows.map(followOf);
  }

  async ofSite(site: string): Promise<readonly Follow[]> {
    const rows = await this.#db
      .selectFrom("follows")
      .selectAll()
      .where("site", "=", site)
      .orderBy("id")
      .execute();
    return rows.map(followOf);
  }

  async all(): Promise<readonly Follow[]> {
    const rows = await this.#db.selectFrom("follows").selectAll().orderBy("id").execute();
    return rows.map(followOf);
  }

  /** Applies in any state: for decisions of a member or a server. */
  async pause(id: number): Promise<void> {
    await this.#db
      .updateTable("follows")
      .set({ state: "paused", trouble: null })
      .where("id", "=", id)
      .execute();
  }

  /** Changes a follow's state unless it was changed since it was seen; returns whether it did. */
  async changeState(
    seen: Pick<Follow, "id" | "state">,
    state: FollowState,
    trouble?: Trouble,
  ): Promise<boolean> {
    const values = { state, trouble: trouble === undefined ? null : JSON.stringify(trouble) };
    const { numUpdatedRows } = await this.#db
      .updateTable("follows")
      .set(values)
      .where("id", "=", seen.id)
      .where("state", "=", seen.state)
      .executeTakeFirst();
    return numUpdatedRows > 0n;
  }

  /** Calls the target by another name from now on. */
  async rename(id: number, { title, path }: Pick<Follow, "title" | "path">): Promise<void> {
    await this.#db.updateTable("follows").set({ title, path }).where("id", "=", id).execute();
  }

  /** Adds missing authors to the only ones that the follow mirrors. */
  async addAuthors(id: number, added: readonly string[]): Promise<void> {
    await this.#db.transaction().execute(async (transaction) => {
      const row = await transaction
        .selectFrom("follows")
        .select("authors")
        .where("id", "=", id)
        .executeTakeFirst();
      if (row === undefined) return;
      const authors = new Set([...(JSON.parse(row.authors) as string[]), ...added]);
      const values = { authors: JSON.stringify([...authors]) };
      await transaction.updateTable("follows").set(values).where("id", "=", id).execute();
    });
  }

  async markBackfilled(id: number, atMs: number): Promise<void> {
    await this.#db.updateTable("follows").set({ backfilled_at_ms: atMs }).where("id", "=", id).execute();
  }

  async markSwept(id: number, atMs: number): Promise<void> {
    await this.#db.updateTable("follows").set({ swept_at_ms: atMs }).where("id", "=", id).execute();
  }

  /** Forgets the follow, and the threads (with their ledgers) that no other follow shares. */
  async remove(id: number): Promise<void> {
    await this.#db.transaction().execute(async (transaction) => {
      const shares = await transaction
        .selectFrom("thread_follows")
        .select("thread_id")
        .where("follow_id", "=", id)
        .execute();
      await transaction.deleteFrom("follows").where("id", "=", id).execute();
      await leaveThreads(
        transaction,
        shares.map((share) => share.thread_id),
      );
    });
  }
}

export function followOf(row: Selectable<Schema["follows"]>): Follow {
  return {
    id: row.id,
    guildId: row.guild_id,
    channelId: row.channel_id,
    site: row.site,
    target: targetOf(row.target_kind, row.target),
    title: row.title,
    path: row.path,
    backfill: row.backfill ?? undefined,
    minScore: row.min_score ?? undefined,
    authors: JSON.parse(row.authors) as string[],
    createdBy: row.created_by,
    createdAtMs: row.created_at_ms,
    state: row.state as FollowState,
    trouble: row.trouble === null ? undefined : (JSON.parse(row.trouble) as Trouble),
    backfilledAtMs: row.backfilled_at_ms ?? undefined,
    sweptAtMs: row.swept_at_ms ?? undefined,
  };
}

function targetOf(kind: string, reference: string): Target {
  return kind === "site"
    ? { kind }
    : ({ kind, reference: reference as Reference } as Exclude<Target, { kind: "site" }>);
}
