import type { ExpressionBuilder, Kysely } from "kysely";
import { type Follow, followOf } from "../follow.ts";
import type { Schema } from "../schema.ts";
import { statementChunks } from "../statement-chunks.ts";
import { type MirroredThread, type ShareState, threadOf } from "./mirrored-thread.ts";

interface Share {
  readonly state: ShareState;
  /** The follow leaves out comments older than this (ms); `undefined` until its first reading. */
  readonly floorMs: number | undefined;
  /** The same by position, on sites that number their comments. */
  readonly floorPosition: number | undefined;
  /** Number of comments older than that; `undefined` if they were not counted. */
  readonly leftOut: number | undefined;
}

const shareColumns = [
  "thread_follows.state as share",
  "thread_follows.floor_ms",
  "thread_follows.floor_position",
  "thread_follows.left_out",
] as const;

/** One of the follows that share a thread, and the part of the thread that it wants. */
export interface ShareOfThread extends Share {
  readonly follow: Follow;
}

/** One of a follow's threads, and the part of it that the follow wants. */
export interface ShareOfFollow extends Share {
  readonly thread: MirroredThread;
}

/** Records which follows share which threads. */
export class Shares {
  readonly #db: Kysely<Schema>;

  constructor(db: Kysely<Schema>) {
    this.#db = db;
  }

  /** Lists the follows that share a thread, in the order in which they were added. */
  async ofThread(threadId: number): Promise<readonly ShareOfThread[]> {
    const rows = await this.#db
      .selectFrom("thread_follows")
      .innerJoin("follows", "follows.id", "thread_follows.follow_id")
      .selectAll("follows")
      .select(shareColumns)
      .where("thread_follows.thread_id", "=", threadId)
      .orderBy("follows.id")
      .execute();
    return rows.map((row) => ({ ...shareOf(row), follow: followOf(row) }));
  }

  /** Lists a follow's threads, copies included, in the order in which they were added. */
  async ofFollow(followId: number): Promise<readonly ShareOfFollow[]> {
    const rows = await this.#db
      .selectFrom("thread_follows")
      .innerJoin("threads", "threads.id", "thread_follows.thread_id")
      .selectAll("threads")
      .select(shareColumns)
      .where("thread_follows.follow_id", "=", followId)
      .orderBy("threads.id")
      .execute();
    return rows.map((row) => ({ ...shareOf(row), thread: threadOf(row) }));
  }

  /** Returns whether any other follow wants the thread. */
  async isShared(threadId: number, followId: number): Promise<boolean> {
    const shares = await this.ofThread(threadId);
    return shares.some(({ state, follow }) => state === "wanted" && follow.id !== followId);
  }

  /** Returns whether any follow in this state, or added by this time (ms), wants the thread. */
  async isWantedBy(
    threadId: number,
    { state, untilMs }: { readonly state?: Follow["state"]; readonly untilMs?: number },
  ): Promise<boolean> {
    let wanting = this.#db
      .selectFrom("thread_follows")
      .innerJoin("follows", "follows.id", "thread_follows.follow_id")
      .select("follows.id")
      .where("thread_follows.thread_id", "=", threadId)
      .where("thread_follows.state", "=", "wanted")
      .limit(1);
    if (state !== undefined) wanting = wanting.where("follows.state", "=", state);
    if (untilMs !== undefined) wanting = wanting.where("follows.created_at_ms", "<=", untilMs);
    return (await wanting.executeTakeFirst()) !== undefined;
  }

  /**
   * Returns the activity of a thread, which gets deliveries while a running follow wants it. It is at rest if every follow that
   * wants it is paused, or none does.
   */
  async activityOf(threadId: number): Promise<"active" | "troubled" | "at-rest"> {
    const rows = await this.#db
      .selectFrom("thread_follows")
      .innerJoin("follows", "follows.id", "thread_follows.follow_id")
      .select("follows.state")
      .where("thread_follows.thread_id", "=", threadId)
      .where("thread_follows.state", "=", "wanted")
      .execute();
    const states = rows.map(({ state }) => state as Follow["state"]);
    if (states.includes("active")) return "active";
    return states.includes("troubled") ? "troubled" : "at-rest";
  }

  /** Returns when something last happened in any thread of these follows (ms); `undefined` if they have none. */
  async lastActivity(followIds: readonly number[]): Promise<number | undefined> {
    const latest: number[] = [];
    for (const ids of statementChunks(followIds)) {
      const row = await this.#db
        .selectFrom("thread_follows")
        .innerJoin("threads", "threads.id", "thread_follows.thread_id")
        .select((select) => select.fn.max<number | null>("threads.last_activity_at_ms").as("at_ms"))
        .where("thread_follows.follow_id", "in", ids)
        .where("thread_follows.state", "=", "wanted")
        .where("threads.state", "!=", "gone")
        .executeTakeFirst();
      if (row?.at_ms != null) latest.push(Number(row.at_ms));
    }
    return latest.length === 0 ? undefined : Math.max(...latest);
  }
}

/** Selects the follows that want a thread, for use in a condition. */
export function sharesOf(where: ExpressionBuilder<Schema, "threads">) {
  return where
    .selectFrom("thread_follows")
    .innerJoin("follows", "follows.id", "thread_follows.follow_id")
    .select("follows.id")
    .whereRef("thread_follows.thread_id", "=", "threads.id")
    .where("thread_follows.state", "=", "wanted");
}

function shareOf(row: {
  readonly share: string;
  readonly floor_ms: number | null;
  readonly floor_position: number | null;
  readonly left_out: number | null;
}): Share {
  return {
    state: row.share as ShareState,
    floorMs: row.floor_ms ?? undefined,
    floorPosition: row.floor_position ?? undefined,
    leftOut: row.left_out ?? undefined,
  };
}
