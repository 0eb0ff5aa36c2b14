import { type BestOptions, type Bounds, bestScore, type Hit } from "../matches.ts";
import type { Connection } from "./connection.ts";
import { matchedColumns, matchedConditions, matchedFacts } from "./walk.ts";

/** The lowest bits of a row's number hold the comment's id; the score is above them. */
const idBits = 46n;
const idMask = 2 ** 46 - 1;
const highestScore = 2 ** 17 - 1;

interface BestComment {
  readonly id: number;
  readonly score: number;
  readonly text: string;
  readonly names: string;
  readonly facets: string;
}

const sql = {
  add: "insert into best (rowid, text, names, facets) values (?, ?, ?, ?)",
  remove: "delete from best where rowid = ?",
  read: `
    select ${matchedColumns(undefined)} from best w cross join comments c on c.id = (w.rowid & ${idMask})
    where w.best match ? and w.rowid between ? and ? and (w.rowid & ${idMask}) between ? and ? and ${matchedConditions(undefined)}
    order by w.rowid desc limit ?`,
};

/** Gathers added comments, because FTS5 writes best in rising order. */
export class BestWriter {
  readonly #connection: Connection;
  readonly #gathered = new Map<number, BestComment>();

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  put(comment: BestComment): void {
    if (comment.score >= bestScore) this.#gathered.set(comment.id, comment);
  }

  remove(id: number, score: number | null): void {
    if (score === null || score < bestScore) return;
    this.#gathered.delete(id);
    this.#connection.prepare<[bigint]>(sql.remove).run(placeOf(score, id));
  }

  /** Returns the comments still to be written, in writing order. */
  gathered(): readonly BestComment[] {
    return [...this.#gathered.values()].sort((a, b) => a.score - b.score || a.id - b.id);
  }

  /** Writes a comment, unless it was removed or added again meanwhile. */
  write(comment: BestComment): void {
    const { id, score, text, names, facets } = comment;
    if (this.#gathered.get(id) !== comment) return;
    this.#gathered.delete(id);
    this.#connection
      .prepare<[bigint, string, string, string]>(sql.add)
      .run(placeOf(score, id), text, names, facets);
  }

  /** Forgets everything gathered, because it was rolled back. */
  forget(): void {
    this.#gathered.clear();
  }
}

/**
 * Reads matches with at least `bestScore`, by score and then newest first, starting below a place.
 * @param match FTS5 expression, without which there is nothing to read
 */
export function readBest(
  connection: Connection,
  match: string | undefined,
  bounds: Bounds,
  { after, limit }: Pick<BestOptions, "after" | "limit">,
): readonly Hit[] {
  const lowest = placeOf(Math.max(bestScore, bounds.minScore ?? bestScore), 0);
  const highest = after === undefined ? placeOf(highestScore, idMask) : placeOf(after.score, after.id) - 1n;
  return connection
    .prepare<unknown[], Hit>(sql.read)
    .all(match, lowest, highest, bounds.low, bounds.high, ...matchedFacts(bounds), limit);
}

function placeOf(score: number, id: number): bigint {
  return (BigInt(Math.min(Math.max(Math.floor(score), 0), highestScore)) << idBits) | BigInt(id);
}
