import { type Kysely, type Selectable, sql } from "kysely";
import type { Reference } from "../forum/reference.ts";
import type { Schema } from "./schema.ts";
import { statementChunks } from "./statement-chunks.ts";

/** Out of the bot, or back in. */
export type OptDirection = "out" | "in";

/**
 * Progress of an opt-out. `collecting`: the archive drops the author's records and notes what they were. `marking`: everything of
 * theirs in forum posts becomes outdated. `removing`: it is removed from Discord. `done`: nothing is left. An opt-in has only the
 * first stage.
 */
export type OptStage = "collecting" | "marking" | "removing" | "done";

export interface OptOut {
  readonly author: Reference<"user">;
  readonly direction: OptDirection;
  /** `code`: the author put a code into their profile. `operator`: an operator did it on request. */
  readonly proof: "code" | "operator";
  readonly sinceMs: number;
  readonly stage: OptStage;
  readonly finishedAtMs: number | undefined;
}

/** Names a decision of an author, who may make another at any moment. */
type Decided = Pick<OptOut, "author" | "direction" | "sinceMs">;

export type OptOutRecord = Reference<"comment" | "post" | "tag">;

/** Authors who opted out. They are known by reference, because names and slugs change. */
export class OptOuts {
  readonly #db: Kysely<Schema>;
  readonly #isShared: boolean;
  #authors: ReadonlySet<string> = new Set();
  /** The number of decisions and the sum of their moments: different after every decision. */
  #version = "";

  /** @param isShared true if other processes may record decisions */
  constructor(db: Kysely<Schema>, { isShared }: { readonly isShared: boolean }) {
    this.#db = db;
    this.#isShared = isShared;
  }

  /** Returns whether the author opted out, as of the last {@link reload} or {@link refresh}. */
  has(author: Reference<"user">): boolean {
    return this.#authors.has(author);
  }

  /** Reads the table again, because an operator's script may have changed it. */
  async reload(): Promise<readonly OptOut[]> {
    const rows = await this.all();
    this.#version = `${rows.length} ${rows.reduce((sum, { sinceMs }) => sum + BigInt(sinceMs), 0n)}`;
    this.#authors = new Set(rows.flatMap(({ author, direction }) => (direction === "out" ? author : [])));
    return rows;
  }

  /** Learns of decisions that other processes recorded. Call this before showing anything of an author. */
  async refresh(): Promise<void> {
    if (!this.#isShared) return;
    const { version } = await this.#db
      .selectFrom("opt_outs")
      .select(sql<string>`concat(count(*), ' ', coalesce(sum(since_ms), 0))`.as("version"))
      .executeTakeFirstOrThrow();
    if (version !== this.#version) await this.reload();
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

  /** Records a decision, which takes effect at once and is carried out afterwards. Recording it twice changes nothing. */
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

  /** Notes how far a decision was carried out, unless the author has decided otherwise meanwhile. */
  async markStage(decided: Decided, stage: OptStage, finishedAtMs?: number): Promise<void> {
    await this.#db
      .updateTable("opt_outs")
      .set({ stage, finished_at_ms: finishedAtMs ?? null })
      .where("author", "=", decided.author)
      .where("direction", "=", decided.direction)
      .where("since_ms", "=", decided.sinceMs)
      .execute();
  }

  /** Forgets an author who is back in, unless they have opted out again meanwhile. */
  async forget(decided: Decided): Promise<void> {
    await this.#db
      .deleteFrom("opt_outs")
      .where("author", "=", decided.author)
      .where("direction", "=", decided.direction)
      .where("since_ms", "=", decided.sinceMs)
      .execute();
    await this.reload();
  }

  /** Notes an author's records before the archive forgets them: a crash must not leave messages whose author is unknown. */
  async addRecords(author: Reference<"user">, records: readonly OptOutRecord[]): Promise<void> {
    for (const chunk of statementChunks(records)) {
      const rows = chunk.map((record) => ({ author, record }));
      await this.#db
        .insertInto("opt_out_records")
        .values(rows)
        .onConflict((conflict) => conflict.doNothing())
        .execute();
    }
  }

  /** Lists the author's records that were found and are not yet removed from Discord. */
  async recordsOf(author: Reference<"user">): Promise<readonly OptOutRecord[]> {
    const rows = await this.#db
      .selectFrom("opt_out_records")
      .select("record")
      .where("author", "=", author)
      .execute();
    return rows.map(({ record }) => record as OptOutRecord);
  }

  async forgetRecords(author: Reference<"user">, records: readonly OptOutRecord[]): Promise<void> {
    for (const chunk of statementChunks(records)) {
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
