import type { Kysely, Selectable } from "kysely";
import { chunksOf } from "../chunks-of.ts";
import type { Reference } from "../forum/reference.ts";
import type { Schema } from "./schema.ts";

/** Out of the bot, or back in. */
export type OptDirection = "out" | "in";

/**
 * How far it has been carried out. `collecting`: the archive gives up what it has, and it is noted what that was. `marking`: what forum posts
 * show of it becomes outdated. `removing`: it goes from Discord. `done`: nothing is left. An opt-in has the first alone.
 */
export type OptStage = "collecting" | "marking" | "removing" | "done";

export interface OptOut {
  readonly author: Reference<"user">;
  readonly direction: OptDirection;
  /** The author put a code into their profile, or an operator did it on request. */
  readonly proof: "code" | "operator";
  readonly sinceMs: number;
  readonly stage: OptStage;
  readonly finishedAtMs: number | undefined;
}

export type OptOutRecord = Reference<"comment" | "post" | "tag">;

const chunkLength = 500;

/** Authors who want none of their words here. Known by reference: names and slugs change. */
export class OptOuts {
  readonly #db: Kysely<Schema>;
  #authors: ReadonlySet<string> = new Set();

  constructor(db: Kysely<Schema>) {
    this.#db = db;
  }

  /** Whether nothing of this author may be shown or kept, as far as {@link reload} has last seen. */
  has(author: Reference<"user">): boolean {
    return this.#authors.has(author);
  }

  /** An operator's script may have changed the table. */
  async reload(): Promise<readonly OptOut[]> {
    const rows = await this.all();
    this.#authors = new Set(rows.flatMap(({ author, direction }) => (direction === "out" ? author : [])));
    return rows;
  }

  async all(): Promise<readonly OptOut[]> {
    const rows = await this.#db.selectFrom("opt_outs").selectAll().orderBy("since_ms").execute();
    return rows.map(optOutOf);
  }

  async of(author: Reference<"user">): Promise<OptOut | undefined> {
    const row = await this.#db
      .selectFrom("opt_outs")
      .selectAll()
      .where("author", "=", author)
      .executeTakeFirst();
    return row === undefined ? undefined : optOutOf(row);
  }

  /** Decides it, from now on; what it takes is carried out afterwards. Deciding twice changes nothing. */
  async decide(
    author: Reference<"user">,
    decision: Pick<OptOut, "direction" | "proof" | "sinceMs">,
  ): Promise<void> {
    const { direction, proof, sinceMs } = decision;
    const values = {
      direction,
      proof,
      since_ms: sinceMs,
      stage: "collecting",
      finished_at_ms: null,
    };
    await this.#db
      .insertInto("opt_outs")
      .values({ author, ...values })
      .onConflict((conflict) =>
        conflict.column("author").doUpdateSet(values).where("opt_outs.direction", "!=", direction),
      )
      .execute();
    await this.reload();
  }

  async markStage(author: Reference<"user">, stage: OptStage, finishedAtMs?: number): Promise<void> {
    const values = { stage, finished_at_ms: finishedAtMs ?? null };
    await this.#db.updateTable("opt_outs").set(values).where("author", "=", author).execute();
  }

  /** The author is back in, and nothing of it needs to be known any more. */
  async forget(author: Reference<"user">): Promise<void> {
    await this.#db.deleteFrom("opt_outs").where("author", "=", author).execute();
    await this.reload();
  }

  /** Notes what is by the author before the archive forgets it: a crash must not leave messages that nobody knows to be theirs. */
  async addRecords(author: Reference<"user">, records: readonly OptOutRecord[]): Promise<void> {
    for (const chunk of chunksOf(records, chunkLength)) {
      const rows = chunk.map((record) => ({ author, record }));
      await this.#db
        .insertInto("opt_out_records")
        .values(rows)
        .onConflict((conflict) => conflict.doNothing())
        .execute();
    }
  }

  /** What of the author's was found and is not yet removed from Discord. */
  async recordsOf(author: Reference<"user">): Promise<readonly OptOutRecord[]> {
    const rows = await this.#db
      .selectFrom("opt_out_records")
      .select("record")
      .where("author", "=", author)
      .execute();
    return rows.map(({ record }) => record as OptOutRecord);
  }

  async forgetRecords(author: Reference<"user">, records: readonly OptOutRecord[]): Promise<void> {
    for (const chunk of chunksOf(records, chunkLength)) {
      await this.#db
        .deleteFrom("opt_out_records")
        .where("author", "=", author)
        .where("record", "in", chunk)
        .execute();
    }
  }
}

function optOutOf(row: Selectable<Schema["opt_outs"]>): OptOut {
  return {
    author: row.author as Reference<"user">,
    direction: row.direction as OptDirection,
    proof: row.proof as OptOut["proof"],
    sinceMs: row.since_ms,
    stage: row.stage as OptStage,
    finishedAtMs: row.finished_at_ms ?? undefined,
  };
}
