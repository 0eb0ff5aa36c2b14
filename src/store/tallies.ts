import type { Kysely } from "kysely";
import type { Schema } from "./schema.ts";

/** Comments of a follow. */
export interface Progress {
  readonly sent: number;
  readonly total: number;
  /** Messages that Discord would not take. */
  readonly refused: number;
}

/** What the ledger says to operators: how far follows have come, and what waits. */
export class Tallies {
  readonly #db: Kysely<Schema>;

  constructor(db: Kysely<Schema>) {
    this.#db = db;
  }

  async progress(followId: number): Promise<Progress> {
    const row = await this.#db
      .selectFrom("ledger")
      .innerJoin("threads", "threads.id", "ledger.thread_id")
      .select((select) => [
        select.fn.countAll<number>().as("total"),
        select.fn.countAll<number>().filterWhere("ledger.message_id", "is not", null).as("sent"),
        select.fn.countAll<number>().filterWhere("ledger.state", "=", "refused").as("refused"),
      ])
      .where("threads.follow_id", "=", followId)
      .where("ledger.part", "=", 0)
      .executeTakeFirstOrThrow();
    return { sent: Number(row.sent), total: Number(row.total), refused: Number(row.refused) };
  }

  /** Messages of a site that wait to be sent. */
  async backlog(site: string): Promise<number> {
    const row = await this.#db
      .selectFrom("ledger")
      .innerJoin("threads", "threads.id", "ledger.thread_id")
      .innerJoin("follows", "follows.id", "threads.follow_id")
      .select((select) => select.fn.countAll<number>().as("count"))
      .where("follows.site", "=", site)
      .where("ledger.state", "in", ["planned", "sending", "stale"])
      .executeTakeFirstOrThrow();
    return Number(row.count);
  }
}
