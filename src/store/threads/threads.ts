import type { Kysely } from "kysely";
import type { Reference } from "../../forum/reference.ts";
import type { Schema } from "../schema.ts";
import { type MirroredThread, type NewThread, threadOf } from "./mirrored-thread.ts";
import { updateThread } from "./update-thread.ts";

/** The forum posts of follows, and how far each has come. */
export class Threads {
  readonly #db: Kysely<Schema>;

  constructor(db: Kysely<Schema>) {
    this.#db = db;
  }

  /** Plans a forum post for the subject; the one already there when it was planned before. */
  async add(thread: NewThread): Promise<MirroredThread> {
    await this.#db
      .insertInto("threads")
      .values({
        follow_id: thread.followId,
        subject: thread.subject,
        post: thread.post ?? null,
        channel_id: thread.channelId,
        title: thread.title,
        state: thread.state,
        last_activity_at_ms: thread.createdAtMs,
        floor_ms: thread.floorMs ?? null,
      })
      .onConflict((conflict) => conflict.columns(["follow_id", "subject"]).doNothing())
      .execute();
    const row = await this.#db
      .selectFrom("threads")
      .selectAll()
      .where("follow_id", "=", thread.followId)
      .where("subject", "=", thread.subject)
      .executeTakeFirstOrThrow();
    return threadOf(row);
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

  async ofFollow(followId: number): Promise<readonly MirroredThread[]> {
    const rows = await this.#db
      .selectFrom("threads")
      .selectAll()
      .where("follow_id", "=", followId)
      .orderBy("id")
      .execute();
    return rows.map(threadOf);
  }

  /** Threads of active follows of a site that show one of these posts, or a user's page. */
  async receiving(site: string, posts: readonly Reference[]): Promise<readonly MirroredThread[]> {
    const rows = await this.#db
      .selectFrom("threads")
      .innerJoin("follows", "follows.id", "threads.follow_id")
      .selectAll("threads")
      .where("follows.site", "=", site)
      .where("follows.state", "!=", "paused")
      .where("threads.state", "not in", ["gone", "skipped"])
      .where("threads.floor_ms", "is not", null)
      .where((where) =>
        where.or([where("threads.post", "in", [...posts]), where("threads.post", "is", null)]),
      )
      .orderBy("threads.id")
      .execute();
    return rows.map(threadOf);
  }

  /** Threads with something to do: not open yet, or with unsent, unsettled or outdated messages. */
  async withWork(): Promise<readonly MirroredThread[]> {
    const rows = await this.#db
      .selectFrom("threads")
      .innerJoin("follows", "follows.id", "threads.follow_id")
      .selectAll("threads")
      .where("follows.state", "=", "active")
      .where("threads.state", "not in", ["gone", "skipped"])
      .where((where) =>
        where.or([
          where("threads.state", "!=", "open"),
          where("threads.starter_state", "=", "stale"),
          where.exists(
            where
              .selectFrom("ledger")
              .select("ledger.id")
              .whereRef("ledger.thread_id", "=", "threads.id")
              .where("ledger.state", "in", ["planned", "sending", "stale"]),
          ),
        ]),
      )
      .orderBy("threads.id")
      .execute();
    return rows.map(threadOf);
  }

  /** @param title as it is sent: an interrupted creation is recognised by it */
  async markSending(id: number, title: string, attemptedAtMs: number): Promise<void> {
    await updateThread(this.#db, id, {
      state: "sending",
      title,
      attempted_at_ms: attemptedAtMs,
      uncertain_ms: 0,
    });
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
    await updateThread(this.#db, id, { state: "gone" });
  }

  /** The comments that the thread shows now stand on another post. */
  async markMoved(id: number, post: Reference<"post" | "tag">): Promise<void> {
    await updateThread(this.#db, id, { post });
  }

  /** To the minute: each change costs a wait for the disk. */
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
