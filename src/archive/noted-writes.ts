import type { Author } from "../forum/author.ts";
import type { Comment } from "../forum/comment.ts";
import type { Post } from "../forum/post.ts";
import type { Reference } from "../forum/reference.ts";
import type { SearchIndex } from "../forum/search-index.ts";
import type { Shelf } from "./shelf.ts";

type Step = () => Promise<void>;

export interface IndexedShelves {
  readonly comments: Shelf<Reference<"comment">, Comment>;
  readonly posts: Shelf<Reference<"post" | "tag">, Post>;
  readonly users: Shelf<Reference<"user">, Author>;
}

interface NotingOptions {
  readonly onError: (error: unknown) => void;
  /** Called when the index may have something to look at. */
  readonly onWritten: () => void;
}

/**
 * Notes every write to the archive durably in the index before it happens. A crash between the two leaves the note, and the next
 * start looks the comment up.
 */
export class NotedWrites {
  readonly #index: SearchIndex;
  readonly #options: NotingOptions;
  /** Comments that are being written now, each with the number of writes. */
  readonly #underway = new Map<string, number>();
  readonly #notes = new Set<Step>();
  #missed = 0;
  /** True if the latest note failed; that failure is already logged. */
  #isFailing = false;

  constructor({ comments, posts, users }: IndexedShelves, index: SearchIndex, options: NotingOptions) {
    this.#index = index;
    this.#options = options;
    comments.watch((written, write) => this.#writeComments(written, write));
    posts.watch((written, write) => this.#write(() => index.notePosts(written), write));
    users.watch((written, write) => this.#write(() => index.noteAuthors(written), write));
  }

  /** Comments that are being written now. What the archive says of them does not count yet. */
  get underway(): ReadonlySet<string> {
    return new Set(this.#underway.keys());
  }

  /**
   * Notes for the index about the writes under way. An emptied index needs them again, because the archive does not hold these
   * records yet.
   */
  get notes(): Iterable<Step> {
    return this.#notes;
  }

  /** Number of writes that the index missed. */
  get missed(): number {
    return this.#missed;
  }

  async #writeComments(comments: readonly Comment[], write: Step): Promise<void> {
    for (const { reference } of comments)
      this.#underway.set(reference, (this.#underway.get(reference) ?? 0) + 1);
    const written = async () => {
      try {
        await write();
      } finally {
        for (const { reference } of comments) this.#release(reference);
      }
    };
    await this.#write(() => this.#index.expect(comments, { isDurable: true }), written);
  }

  async #write(note: Step, write: Step): Promise<void> {
    this.#notes.add(note);
    try {
      await this.#tolerate(note);
      await write();
    } finally {
      this.#notes.delete(note);
      this.#options.onWritten();
    }
  }

  #release(reference: string): void {
    const times = (this.#underway.get(reference) ?? 1) - 1;
    if (times === 0) this.#underway.delete(reference);
    else this.#underway.set(reference, times);
  }

  /** Runs a step whose failure must not keep a record out of the archive. */
  async #tolerate(note: Step): Promise<void> {
    try {
      await note();
      this.#isFailing = false;
    } catch (error) {
      // Reading through the archive finds it later.
      this.#missed += 1;
      if (!this.#isFailing) this.#options.onError(error);
      this.#isFailing = true;
    }
  }
}
