import type { Kysely } from "kysely";
import { isPublicName } from "../forum/public-site.ts";
import { targetKey } from "../forum/target.ts";
import { type Follow, type FollowState, followOf, type NewFollow, type Trouble } from "./follow.ts";
import type { Schema } from "./schema.ts";
import { leaveThreads } from "./threads/leave-threads.ts";
import { guildSubject, transact, transactInGuildOf } from "./transact.ts";

export interface AddedFollow {
  readonly follow: Follow;
  readonly isNew: boolean;
}

/** The most follows of one server, and the most public sites that it may follow. */
export interface FollowLimits {
  readonly follows: number;
  readonly publicSites: number;
}

export class Follows {
  readonly #db: Kysely<Schema>;

  constructor(db: Kysely<Schema>) {
    this.#db = db;
  }

  /**
   * Adds a follow, or returns the one that already mirrors this target in the channel. With limits, the result may be the one that
   * the server has reached.
   */
  add(follow: NewFollow): Promise<AddedFollow>;
  add(follow: NewFollow, limits: FollowLimits): Promise<AddedFollow | keyof FollowLimits>;
  async add(follow: NewFollow, limits?: FollowLimits): Promise<AddedFollow | keyof FollowLimits> {
    // Counted in the same transaction, so simultaneous calls never exceed the limits.
    return await transact(this.#db, guildSubject(follow.guildId), async (transaction) => {
      const key = targetKey(follow.site, follow.target);
      const known = await transaction
        .selectFrom("follows")
        .selectAll()
        .where("channel_id", "=", follow.channelId)
        .where("target_key", "=", key)
        .executeTakeFirst();
      if (known !== undefined) return { follow: followOf(known), isNew: false };
      if (limits !== undefined) {
        const ofGuild = transaction.selectFrom("follows").where("guild_id", "=", follow.guildId);
        const sites = (await ofGuild.select("site").execute()).map(({ site }) => site);
        if (sites.length >= limits.follows) return "follows";
        const others = new Set(sites.filter((site) => isPublicName(site) && site !== follow.site));
        if (isPublicName(follow.site) && others.size >= limits.publicSites) return "publicSites";
      }
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
          comments_before: follow.commentsBefore ?? null,
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

  /** Lists the running follows of a site that have not begun. */
  async unbegun(site: string): Promise<readonly Follow[]> {
    const rows = await this.#db
      .selectFrom("follows")
      .selectAll()
      .where("site", "=", site)
      .where("backfilled_at_ms", "is", null)
      .where("state", "=", "active")
      .orderBy("id")
      .execute();
    return rows.map(followOf);
  }

  /** Returns whether anything on a site is followed, even if the follow is paused. */
  async hasAny(site: string): Promise<boolean> {
    const row = await this.#db
      .selectFrom("follows")
      .select("id")
      .where("site", "=", site)
      .limit(1)
      .executeTakeFirst();
    return row !== undefined;
  }

  async all(): Promise<readonly Follow[]> {
    const rows = await this.#db.selectFrom("follows").selectAll().orderBy("id").execute();
    return rows.map(followOf);
  }

  /** Lists follows in trouble, the oldest follow first. */
  async troubled(limit?: number): Promise<readonly Follow[]> {
    const troubled = this.#db.selectFrom("follows").selectAll().where("state", "=", "troubled").orderBy("id");
    const rows = await (limit === undefined ? troubled : troubled.limit(limit)).execute();
    return rows.map(followOf);
  }

  /** Pauses a follow in any state, because a member or a server decided so. */
  async pause(id: number): Promise<void> {
    await this.#db
      .updateTable("follows")
      .set({ state: "paused", trouble: null })
      .where("id", "=", id)
      .execute();
  }

  /** Changes a follow's state unless it has changed since it was read. Returns whether it did. */
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

  /** Gives the target a new name. */
  async rename(id: number, { title, path }: Pick<Follow, "title" | "path">): Promise<void> {
    await this.#db.updateTable("follows").set({ title, path }).where("id", "=", id).execute();
  }

  /** Adds missing authors to the only ones that the follow mirrors. */
  async addAuthors(id: number, added: readonly string[]): Promise<void> {
    await transact(this.#db, `follow ${id}`, async (transaction) => {
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

  /** @param hasList true if sweeps must read its list of posts from now on */
  async markBackfilled(id: number, atMs: number, hasList: boolean): Promise<void> {
    const values = { backfilled_at_ms: atMs, next_sweep_at_ms: hasList ? 0 : null };
    await this.#db.updateTable("follows").set(values).where("id", "=", id).execute();
  }

  async markSwept(id: number, atMs: number): Promise<void> {
    await this.#db.updateTable("follows").set({ swept_at_ms: atMs }).where("id", "=", id).execute();
  }

  /** Forgets the follow, and the threads (with their ledgers) that no other follow shares. */
  async remove(id: number): Promise<void> {
    await transactInGuildOf(this.#db, "follows", id, async (transaction) => {
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
