import type { Thread } from "../../forum/post.ts";
import type { Reference } from "../../forum/reference.ts";
import type { RequestOptions, Source } from "../../sources/source.ts";

/** Longer threads are not new, so they are read again rather than kept. */
const longestKept = 500;
const mostKept = 100;

/**
 * Reads a post once for all threads that show it. A reading is shared only until the next poll: a thread that is read later must not miss
 * what the poll finds.
 */
export class SharedReadings {
  readonly source: Source;
  readonly #kept = new Map<Reference<"post" | "tag">, Thread>();

  constructor(source: Source) {
    this.source = { ...source, readThread: (thread, options) => this.#readThread(source, thread, options) };
  }

  /** Forgets all readings, so that everything is read anew. */
  forget(): void {
    this.#kept.clear();
  }

  async #readThread(
    source: Source,
    reference: Reference<"post" | "tag">,
    options: RequestOptions,
  ): Promise<Thread | undefined> {
    const kept = this.#kept.get(reference);
    if (kept !== undefined) return kept;
    const read = await source.readThread(reference, options);
    const isKept = read !== undefined && read.comments.length <= longestKept && this.#kept.size < mostKept;
    if (isKept) this.#kept.set(reference, read);
    return read;
  }
}
