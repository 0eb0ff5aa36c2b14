import type { Bounds, Hit, Match, MatchReader, Walked } from "./matches.ts";

/** The most unfinished searches to keep. */
const capacity = 50;
/** A search that was not continued for this long starts over, and then includes newer comments. */
const keptMs = 60_000;

interface Begun extends Walked {
  readonly atMs: number;
}

/**
 * Reads matches that are useful only all together, within the time of several calls: the next call with the same words and bounds
 * continues what one call could not finish.
 */
export class UnfinishedWalks {
  readonly #begun = new Map<string, Begun>();

  /** Returns all matches, newest first, up to `limit`; `undefined` if time ran out first. */
  async readAll(
    matches: MatchReader,
    match: Match,
    bounds: Bounds,
    { limit, deadline }: { readonly limit: number; readonly deadline: number },
  ): Promise<readonly Hit[] | undefined> {
    const key = JSON.stringify([match, bounds]);
    let { hits, restFrom } = this.#take(key) ?? { hits: [], restFrom: bounds.high };
    if (hits.length < limit && restFrom !== undefined) {
      const rest = { ...bounds, high: restFrom };
      const walked = await matches.walk(match, rest, {
        direction: "down",
        limit: limit - hits.length,
        deadline,
      });
      hits = [...hits, ...walked.hits];
      restFrom = walked.restFrom;
    }
    // Also kept if there are too many matches: the caller reads some of them first, and comes back for the rest.
    if (restFrom !== undefined) this.#keep(key, { hits, restFrom });
    return restFrom === undefined || hits.length >= limit ? hits : undefined;
  }

  #take(key: string): Walked | undefined {
    const begun = this.#begun.get(key);
    this.#begun.delete(key);
    return begun !== undefined && performance.now() - begun.atMs < keptMs ? begun : undefined;
  }

  #keep(key: string, walked: Walked): void {
    this.#begun.set(key, { ...walked, atMs: performance.now() });
    const [oldest] = this.#begun.keys();
    if (this.#begun.size > capacity && oldest !== undefined) this.#begun.delete(oldest);
  }
}
