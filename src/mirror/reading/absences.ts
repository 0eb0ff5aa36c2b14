import type { Reference } from "../../forum/reference.ts";

/** Remembers which comments were missing from the last complete reading of each thread. A comment that is missing twice in a row is gone. */
export class Absences {
  readonly #lacking = new Map<number, ReadonlySet<Reference<"comment">>>();

  /** Records the comments missing now, and returns those that were already missing last time. */
  note(threadId: number, lacking: readonly Reference<"comment">[]): readonly Reference<"comment">[] {
    const before = this.#lacking.get(threadId);
    if (lacking.length === 0) this.#lacking.delete(threadId);
    else this.#lacking.set(threadId, new Set(lacking));
    return lacking.filter((reference) => before?.has(reference));
  }
}
