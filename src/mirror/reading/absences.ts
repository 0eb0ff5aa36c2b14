import type { Reference } from "../../forum/reference.ts";

/** Remembers what the last complete reading of each thread lacked: a comment is gone when two readings in a row lack it. */
export class Absences {
  readonly #lacking = new Map<number, ReadonlySet<Reference<"comment">>>();

  /** Notes what a thread lacks now, and returns what it lacked before as well. */
  note(threadId: number, lacking: readonly Reference<"comment">[]): readonly Reference<"comment">[] {
    const before = this.#lacking.get(threadId);
    if (lacking.length === 0) this.#lacking.delete(threadId);
    else this.#lacking.set(threadId, new Set(lacking));
    return lacking.filter((reference) => before?.has(reference));
  }
}
