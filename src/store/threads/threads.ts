import type { Kysely } from "kysely";
import type { Reference } from "../../forum/reference.ts";
import { attemptMoment } from "../leases/attempt-moment.ts";
import { type Guard, isInForce } from "../leases/guard.ts";
import { isUnsettled } from "../ledger/unsettled.ts";
import type { Schema } from "../schema.ts";
import { addThread, type ThreadOwner } from "./add-thread.ts";
import { type MirroredThread, threadOf, type WantedThread } from "./mirrored-thread.ts";
import { sharesOf } from "./shares.ts";
import { updateThread } from "./update-thread.ts";

/** Stores the threads and their progress. */
export class Threads {
  readonly #db: Kysely<Schema>;
  readonly #now: () => number;

  constructor(db: Kysely<Schema>, now: () => number) {
    this.#db = db;
    this.#now = now;
  }

  async add(follow: ThreadOwner, wanted: WantedThread): Promise<MirroredThread | undefined> {
    return await addThread(this.#db, follow, wanted);
  }

  async get(id: number): Promise<MirroredThread | undefined> {
    const row = await this.#db.selectFrom("threads").selectAll().where("id", "=", id).executeTakeFirst();
    return row === undefined ? undefined : threadOf(row);
  }

  async byDiscordId(discordThreadId: string): Promise<MirroredThread | undefined> {
    const row = await this.#db
      .selectFrom("threads")
      .selectAll()
      .where("discord_thread_id", "=", discordThreadId)
      .executeTakeFirst();
    return row === undefined ? undefined : threadOf(row);
  }

  /** Returns whether someone deleted a channel's forum post for a subject. */
  async isGone({ channelId, subject }: Pick<MirroredThread, "channelId" | "subject">): Promise<boolean> {
    const row = await this.#db
      .selectFrom("threads")
      .select("id")
      .where("channel_id", "=", channelId)
      .where("subject", "=", subject)
      .where("state", "=", "gone")
      .executeTakeFirst();
    return row !== undefined;
  }

  /** Lists the threads that a follow wants, copies included. */
  async ofFollow(followId: number): Promise<readonly MirroredThread[]> {
    const rows = await this.#db
      .selectFrom("threads")
      .innerJoin("thread_follows", "thread_follows.thread_id", "threads.id")
      .selectAll("threads")
      .where("thread_follows.follow_id", "=", followId)
      .where("thread_follows.state", "=", "wanted")
      .orderBy("threads.id")
      .execute();
    return rows.map(threadOf);
  }

  async ofGuild(guildId: string): Promise<readonly MirroredThread[]> {
    const rows = await this.#db
      .selectFrom("threads")
      .selectAll()
      .where("guild_id", "=", guildId)
      .orderBy("id")
      .execute();
    return rows.map(threadOf);
  }

  async all(): Promise<readonly MirroredThread[]> {
    return (await this.#db.selectFrom("threads").selectAll().orderBy("id").execute()).map(threadOf);
  }

  /** Lists threads, without copies, that show one of these posts or a user's comments and were already read for a follow that is not paused. */
  async receiving(site: string, posts: readonly Reference[]): Promise<readonly MirroredThread[]> {
    const rows = await this.#db
      .selectFrom("threads")
      .selectAll()
      .where("site", "=", site)
      .where("state", "!=", "gone")
      .where("merging_into", "is", null)
      .where((where) =>
        where.exists(
          sharesOf(where).where("floor_ms", "is not", null).where("follows.state", "!=", "paused"),
        ),
      )
      .where((where) => where.or([where("post", "in", [...posts]), where("post", "is", null)]))
      .orderBy("id")
      .execute();
    return rows.map(threadOf);
  }

  /** Lists threads with work to do: not open yet, waiting to be merged, or with unsent, unsettled or outdated messages. */
  async withWork(): Promise<readonly MirroredThread[]> {
    const rows = await this.#db
      .selectFrom("threads")
      .selectAll()
      .where("threads.state", "!=", "gone")
      .where((where) => where.exists(sharesOf(where).where("follows.state", "=", "active")))
      .where((where) =>
        where.or([
          where("threads.state", "not in", ["open", "merged"]),
          where.and([where("threads.state", "=", "open"), where("threads.merging_into", "is not", null)]),
          where("threads.starter_state", "=", "stale"),
          where("threads.id", "in", where.selectFrom("ledger").select("ledger.thread_id").where(isUnsettled)),
        ]),
      )
      .orderBy("threads.id")
      .execute();
    return rows.map(threadOf);
  }

  /**
   * Notes, before a forum post is created, that it may exist. Returns false if it must not be created, because the lease is over.
   * @param title as sent: an interrupted creation is recognised by it
   * @param guard the lease under which it is created; `undefined` if there are no leases
   */
  async markSending(id: number, title: string, guard?: Guard): Promise<boolean> {
    const { numUpdatedRows } = await this.#db
      .updateTable("threads")
      .set({
        state: "sending",
        title,
        attempted_at_ms: attemptMoment(this.#db, this.#now()),
        uncertain_ms: 0,
      })
      .where("id", "=", id)
      .where(isInForce(guard))
      .executeTakeFirst();
    return numUpdatedRows > 0n;
  }

  /** Notes how long an interrupted attempt in a thread has been left alone; 0 once it is settled. */
  async markUncertain(id: number, ms: number): Promise<void> {
    await updateThread(this.#db, id, { uncertain_ms: Math.round(ms) });
  }

  async markPlanned(id: number): Promise<void> {
    await updateThread(this.#db, id, { state: "planned", attempted_at_ms: null });
  }

  async markOpen(id: number, discordThreadId: string): Promise<void> {
    await updateThread(this.#db, id, { state: "open", discord_thread_id: discordThreadId });
  }

  async markGone(id: number): Promise<void> {
    await updateThread(this.#db, id, { state: "gone", next_sweep_at_ms: null });
  }

  /** Switches a thread to another site with the same records. */
  async readFrom(id: number, site: string): Promise<void> {
    await updateThread(this.#db, id, { site, next_sweep_at_ms: 0 });
  }

  /** Notes that the comments that the thread shows are now on another post. */
  async markMoved(id: number, post: Reference<"post" | "tag">): Promise<void> {
    await updateThread(this.#db, id, { post });
  }

  /** Rounds to the minute, because each change waits for the disk. */
  async markActive(id: number, atMs: number): Promise<void> {
    await this.#db
      .updateTable("threads")
      .set({ last_activity_at_ms: atMs })
      .where("id", "=", id)
      .where((where) =>
        where.or([
          where("last_activity_at_ms", "<", atMs - 60_000),
          // The clock was set back.
          where("last_activity_at_ms", ">", atMs),
        ]),
      )
      .execute();
  }
}
