import { type Kysely, type RawBuilder, type SelectQueryBuilder, sql } from "kysely";
import { type Follow, followOf } from "../follow.ts";
import type { Schema } from "../schema.ts";
import { statementChunks } from "../statement-chunks.ts";
import { type MirroredThread, threadOf } from "./mirrored-thread.ts";
import { sharesOf } from "./shares.ts";

/** A place in a site's queue of sweeps. */
interface Place {
  /** 0 comes at once; later places are moments of the queue's own clock. */
  readonly atMs: number;
  /** True if a running follow wants what is read there. */
  readonly isWanted: boolean;
}

export interface ThreadPlace extends Place {
  readonly thread: MirroredThread;
}

/** The place of a follow's list of posts. */
export interface ListPlace extends Place {
  readonly follow: Follow;
}

/**
 * The queue of each site's sweeps: threads, and the lists of sequences, tags and whole sites, in the order in which they are due. Finding
 * the first takes as long among a million threads as among ten.
 */
export class SweepPlaces {
  readonly #db: Kysely<Schema>;

  constructor(db: Kysely<Schema>) {
    this.#db = db;
  }

  /** Returns a site's first place after 0; `undefined` if there is none. */
  async earliest(site: string): Promise<number | undefined> {
    const places = await Promise.all(
      (["threads", "follows"] as const).map((table) =>
        this.#db
          .selectFrom(table)
          .select((select) => select.fn.min<number | null>("next_sweep_at_ms").as("at_ms"))
          .where("site", "=", site)
          .where("next_sweep_at_ms", ">", 0)
          .executeTakeFirst(),
      ),
    );
    const queued = places.flatMap((place) => place?.at_ms ?? []);
    return queued.length === 0 ? undefined : Math.min(...queued);
  }

  /** Lists a site's first threads in the queue, without those that rest after a reading. */
  async firstThreads(site: string, nowMs: number, limit: number): Promise<readonly ThreadPlace[]> {
    const rows = await inOrder(this.#db.selectFrom("threads").where("site", "=", site), limit)
      .where(isRested(sql`rest_ms`, nowMs))
      .selectAll()
      .select((select) =>
        select.exists(sharesOf(select).where("follows.state", "=", "active")).as("is_wanted"),
      )
      .execute();
    return rows.map((row) => ({
      thread: threadOf(row),
      atMs: row.next_sweep_at_ms ?? 0,
      isWanted: Boolean(row.is_wanted),
    }));
  }

  /** Counts a site's threads up to a place, without those that rest. */
  async countThreads(site: string, upToMs: number, nowMs: number): Promise<number> {
    const { count } = await this.#db
      .selectFrom("threads")
      .select((select) => select.fn.countAll<number>().as("count"))
      .where("site", "=", site)
      .where("next_sweep_at_ms", "<=", upToMs)
      .where(isRested(sql`rest_ms`, nowMs))
      .executeTakeFirstOrThrow();
    return Number(count);
  }

  /**
   * Lists a site's first lists of posts in the queue, without those that rest.
   * @param restMs how long they rest after a reading
   */
  async firstLists(
    site: string,
    { nowMs, restMs }: { readonly nowMs: number; readonly restMs: number },
    limit: number,
  ): Promise<readonly ListPlace[]> {
    const rows = await inOrder(this.#db.selectFrom("follows").where("site", "=", site), limit)
      .where(isRested(sql`${restMs}`, nowMs))
      .selectAll()
      .execute();
    return rows.map((row) => ({
      follow: followOf(row),
      atMs: row.next_sweep_at_ms ?? 0,
      isWanted: row.state === "active",
    }));
  }

  /** Lists the threads of a subject that are queued, up to a place. */
  async threadsOf(
    { site, subject }: Pick<MirroredThread, "site" | "subject">,
    upToMs: number,
  ): Promise<readonly MirroredThread[]> {
    const rows = await this.#db
      .selectFrom("threads")
      .selectAll()
      .where("subject", "=", subject)
      .where("site", "=", site)
      .where("next_sweep_at_ms", "<=", upToMs)
      .orderBy("id")
      .execute();
    return rows.map(threadOf);
  }

  /** Lists the running follows that read the same list of posts and are queued. */
  async listsOf({ site, target }: Pick<Follow, "site" | "target">): Promise<readonly Follow[]> {
    const rows = await this.#db
      .selectFrom("follows")
      .selectAll()
      .where("site", "=", site)
      .where("target", "=", target.kind === "site" ? "" : target.reference)
      .where("target_kind", "=", target.kind)
      .where("state", "=", "active")
      .where("next_sweep_at_ms", "is not", null)
      .orderBy("id")
      .execute();
    return rows.map(followOf);
  }

  /** Gives threads that were read their next place. */
  async moveRead(ids: readonly number[], toMs: number, restMs: number): Promise<void> {
    for (const chunk of statementChunks(ids))
      await this.#db
        .updateTable("threads")
        .set({ next_sweep_at_ms: Math.round(toMs), rest_ms: Math.round(restMs) })
        .where("id", "in", chunk)
        .where("next_sweep_at_ms", "is not", null)
        .execute();
  }

  /** Gives queued threads or lists another place. */
  async move(kind: "threads" | "follows", ids: readonly number[], toMs: number): Promise<void> {
    for (const chunk of statementChunks(ids))
      await this.#db
        .updateTable(kind)
        .set({ next_sweep_at_ms: Math.round(toMs) })
        .where("id", "in", chunk)
        .where("next_sweep_at_ms", "is not", null)
        .execute();
  }

  /** Moves threads forward to a place, unless theirs comes sooner. */
  async hasten(threadIds: readonly number[], toMs: number): Promise<void> {
    for (const chunk of statementChunks(threadIds))
      await this.#db
        .updateTable("threads")
        .set({ next_sweep_at_ms: Math.round(toMs) })
        .where("id", "in", chunk)
        .where("next_sweep_at_ms", ">", Math.round(toMs))
        .execute();
  }

  /** Takes a thread out of the queue. */
  async leave(threadId: number): Promise<void> {
    const place = { next_sweep_at_ms: null };
    await this.#db.updateTable("threads").set(place).where("id", "=", threadId).execute();
  }
}

function inOrder<T extends "threads" | "follows">(
  query: SelectQueryBuilder<Schema, T, Record<never, never>>,
  limit: number,
) {
  return query
    .where(sql<boolean>`next_sweep_at_ms is not null`)
    .orderBy(sql`next_sweep_at_ms`)
    .orderBy(sql`id`)
    .limit(limit);
}

/**
 * Selects places that do not rest. A place rests for a time after a reading, unless it must be read at once. A reading in the future
 * shows that the clock was set back.
 */
function isRested(restMs: RawBuilder<unknown>, nowMs: number) {
  return sql<boolean>`(next_sweep_at_ms = 0 or swept_at_ms is null or swept_at_ms > ${nowMs} or swept_at_ms + ${restMs} <= ${nowMs})`;
}
