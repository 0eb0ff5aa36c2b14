import type { ExpressionBuilder, Kysely } from "kysely";
import type { FollowState } from "./follow.ts";
import { isUnsettled } from "./ledger/unsettled.ts";
import type { Schema } from "./schema.ts";

/** Counts of comments in the forum posts of a follow, including comments that only other follows want. */
export interface Progress {
  /** Comments with all parts sent. */
  readonly sent: number;
  readonly total: number;
  /** Messages that Discord would not accept. */
  readonly refused: number;
}

/** The work that waits. */
export interface Backlog {
  readonly messages: number;
  /** Edits of old messages that Discord has put off; not counted as messages. */
  readonly lateEdits: number;
  /** Since when the oldest of them has waited; `undefined` if there are none. */
  readonly oldestAtMs: number | undefined;
}

interface FollowCount {
  readonly site: string;
  readonly state: FollowState;
  readonly count: number;
}

/** Counts in the ledger for members and operators: the progress of follows, and the work that waits. */
export class Tallies {
  readonly #db: Kysely<Schema>;

  constructor(db: Kysely<Schema>) {
    this.#db = db;
  }

  async progress(followId: number): Promise<Progress> {
    const row = await this.#db
      .selectFrom("ledger")
      .innerJoin("threads", "threads.id", "ledger.thread_id")
      .innerJoin("thread_follows", "thread_follows.thread_id", "threads.id")
      .select((select) => [
        select.fn.countAll<number>().as("total"),
        select.fn
          .countAll<number>()
          .filterWhere("ledger.message_id", "is not", null)
          .filterWhere((where) => where.not(where.exists(unsentParts(where))))
          .as("sent"),
        select.fn.countAll<number>().filterWhere("ledger.state", "=", "refused").as("refused"),
      ])
      .where("thread_follows.follow_id", "=", followId)
      .where("thread_follows.state", "=", "wanted")
      .where("threads.merging_into", "is", null)
      .where("ledger.part", "=", 0)
      .executeTakeFirstOrThrow();
    return { sent: Number(row.sent), total: Number(row.total), refused: Number(row.refused) };
  }

  /** Counts what waits to be sent or changed for a site's active follows. */
  async backlog(site: string): Promise<Backlog> {
    const row = await this.#db
      .selectFrom("ledger")
      .innerJoin("threads", "threads.id", "ledger.thread_id")
      .select((select) => [
        select.fn.countAll<number>().as("messages"),
        select.fn.min("ledger.waiting_since_ms").as("oldest"),
        select.fn.countAll<number>().filterWhere("ledger.retry_at_ms", "is not", null).as("late_edits"),
      ])
      .where("threads.site", "=", site)
      .where(isUnsettled)
      .executeTakeFirstOrThrow();
    return {
      messages: Number(row.messages) - Number(row.late_edits),
      lateEdits: Number(row.late_edits),
      oldestAtMs: row.oldest === null ? undefined : Number(row.oldest),
    };
  }

  /** Counts follows by site and state. */
  async follows(): Promise<readonly FollowCount[]> {
    const rows = await this.#db
      .selectFrom("follows")
      .select((select) => ["site", "state", select.fn.countAll<number>().as("count")])
      .groupBy(["site", "state"])
      .execute();
    return rows.map(({ site, state, count }) => ({
      site,
      state: state as FollowState,
      count: Number(count),
    }));
  }

  /** Counts a follow's edits that Discord has put off, and returns when the first of them is tried again (ms). */
  async lateEdits(
    followId: number,
  ): Promise<{ readonly count: number; readonly nextAtMs: number } | undefined> {
    const row = await this.#db
      .selectFrom("ledger")
      .innerJoin("thread_follows", "thread_follows.thread_id", "ledger.thread_id")
      .select((select) => [
        select.fn.countAll<number>().as("count"),
        select.fn.min("ledger.retry_at_ms").as("next"),
      ])
      .where("thread_follows.follow_id", "=", followId)
      .where("thread_follows.state", "=", "wanted")
      .where("ledger.state", "=", "stale")
      .where("ledger.retry_at_ms", "is not", null)
      .executeTakeFirstOrThrow();
    return row.next === null ? undefined : { count: Number(row.count), nextAtMs: Number(row.next) };
  }
}

function unsentParts(where: ExpressionBuilder<Schema, "ledger">) {
  return where
    .selectFrom("ledger as rest")
    .select("rest.id")
    .whereRef("rest.thread_id", "=", "ledger.thread_id")
    .whereRef("rest.comment", "=", "ledger.comment")
    .where("rest.part", ">", 0)
    .where("rest.state", "in", ["planned", "sending"]);
}
