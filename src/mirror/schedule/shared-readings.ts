import type { Body } from "../../forum/body.ts";
import type { Thread } from "../../forum/post.ts";
import type { Reference } from "../../forum/reference.ts";
import type { RequestOptions, Source } from "../../sources/source.ts";

/** The most characters of one reading. Longer threads are not new, so they are read again rather than kept. */
const longestKept = 500_000;
/** The most characters of all readings kept. */
const mostKept = 5_000_000;
/** Counted for each record in addition to its text. */
const recordLength = 1_000;

/**
 * Reads a post once for all threads that show it. A reading is shared only until the next poll: a thread read later must not miss
 * what the poll finds.
 */
export class SharedReadings {
  readonly source: Source;
  readonly #kept = new Map<Reference<"post" | "tag">, Thread>();
  #keptLength = 0;

  constructor(source: Source) {
    this.source = { ...source, readThread: (thread, options) => this.#readThread(source, thread, options) };
  }

  /** Forgets all readings, so that everything is read again. */
  forget(): void {
    this.#kept.clear();
    this.#keptLength = 0;
  }

  async #readThread(
    source: Source,
    reference: Reference<"post" | "tag">,
    options: RequestOptions,
  ): Promise<Thread | undefined> {
    const kept = this.#kept.get(reference);
    if (kept !== undefined) return kept;
    const read = await source.readThread(reference, options);
    if (read === undefined) return undefined;
    const length = lengthOf(read);
    if (length > longestKept || this.#keptLength + length > mostKept) return read;
    this.#kept.set(reference, read);
    this.#keptLength += length;
    return read;
  }
}

function lengthOf({ comments, post }: Thread): number {
  return comments.reduce(
    (sum, { body }) => sum + recordLength + lengthOfBody(body),
    recordLength + (post?.opening === undefined ? 0 : lengthOfBody(post.opening)),
  );
}

function lengthOfBody({ text, markdown = "" }: Body): number {
  return text.length + markdown.length;
}
