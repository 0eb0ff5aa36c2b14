import type { Clock } from "../clock.ts";
import type { Comment } from "../forum/comment.ts";
import type { ReadableComment } from "../forum/comment-search.ts";
import type { Reference } from "../forum/reference.ts";
import type { DueComment, SearchIndex } from "../forum/search-index.ts";
import { giveWay, Slice } from "../give-way.ts";
import { readBody } from "../rendering/document-of.ts";
import { visibleText } from "../text/visible-text.ts";
import { type IndexedShelves, NotedWrites } from "./noted-writes.ts";
import type { Records } from "./records.ts";
import { StorageError } from "./storage.ts";

/** Comments read and written together. Larger batches make a better index; smaller ones need less memory. */
const batchSize = 1000;
const scanSize = 200;
const retryMs = 30_000;
/** How often to check that the archive is still the same one, and that the index still has it. */
const checkMs = 60_000;

export interface IndexingOptions {
  readonly clock: Clock;
  readonly onError: (error: unknown) => void;
}

/**
 * Keeps the index in step with the archive, in the background. Comments that were noted before their write are looked up, also
 * after a crash. A new, changed or outdated index is filled from the archive.
 */
export class Indexing {
  readonly #shelves: IndexedShelves;
  readonly #records: Records;
  readonly #index: SearchIndex;
  readonly #writes: NotedWrites;
  readonly #options: IndexingOptions;
  readonly #stopping = new AbortController();
  #wake = Promise.withResolvers<void>();
  #rest = Promise.withResolvers<void>();
  #isResting = false;
  #isStirred = false;
  /** Number of missed notes that a reading through the archive has made good. */
  #madeGood = 0;
  readonly #running: Promise<void>;

  constructor(shelves: IndexedShelves, records: Records, index: SearchIndex, options: IndexingOptions) {
    this.#shelves = shelves;
    this.#records = records;
    this.#index = index;
    this.#options = options;
    this.#writes = new NotedWrites(shelves, index, {
      onError: options.onError,
      onWritten: () => this.#stir(),
    });
    this.#running = this.#run();
  }

  /** Resolves when the index holds everything written so far. */
  async settled(): Promise<void> {
    await this.#rest.promise;
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    this.#stir();
    await this.#running;
  }

  async #run(): Promise<void> {
    const { signal } = this.#stopping;
    const { clock, onError } = this.#options;
    let checkAtMs = 0;
    while (!signal.aborted) {
      try {
        if (clock.elapsedMs() >= checkAtMs) {
          await this.#checkArchive();
          checkAtMs = clock.elapsedMs() + checkMs;
        }
        this.#isStirred = false;
        if ((await this.#work()) || this.#isStirred) continue;
        await this.#idle();
      } catch (error) {
        if (signal.aborted) break;
        // The storage itself reports its failure, once.
        if (!(error instanceof StorageError)) onError(error);
        checkAtMs = 0;
        await clock.sleep(retryMs, signal);
      }
    }
    this.#rest.resolve();
  }

  async #idle(): Promise<void> {
    this.#wake = Promise.withResolvers();
    this.#isResting = true;
    this.#rest.resolve();
    const waking = new AbortController();
    const pause = this.#options.clock.sleep(checkMs, AbortSignal.any([this.#stopping.signal, waking.signal]));
    await Promise.race([this.#wake.promise, pause]);
    waking.abort();
  }

  /** Fills the index from the archive, unless it belongs to this archive and missed nothing. */
  async #checkArchive(): Promise<void> {
    const archiveId = await this.#records.readIdentity();
    const { isComplete } = await this.#index.adopt(archiveId);
    const { missed } = this.#writes;
    if (isComplete && missed === this.#madeGood) return;
    for (const note of this.#writes.notes) await this.#named(note);
    for await (const posts of this.#shelves.posts.batches(scanSize))
      await this.#named(() => this.#index.notePosts(posts));
    for await (const users of this.#shelves.users.batches(scanSize))
      await this.#named(() => this.#index.noteAuthors(users));
    for await (const comments of this.#shelves.comments.batches(scanSize))
      await this.#named(() => this.#index.expect(comments, { isDurable: false }));
    await this.#index.completeScan(archiveId);
    this.#madeGood = missed;
  }

  async #named(name: () => Promise<void>): Promise<void> {
    this.#stopping.signal.throwIfAborted();
    await name();
    await giveWay();
  }

  /** Looks at some of the comments that are due. Returns whether there were any. */
  async #work(): Promise<boolean> {
    const due = await this.#index.due(batchSize, this.#writes.underway);
    if (due.length === 0) return false;
    const { comments } = this.#shelves;
    const { kept, isCertain } = await comments.read(due.map(({ reference }) => reference));
    // A record that cannot be read now may exist.
    if (!isCertain) throw new StorageError("the archive could not be read for the index");
    await this.#index.update(await this.#read(due, kept));
    return true;
  }

  async #read(due: readonly DueComment[], kept: ReadonlyMap<Reference<"comment">, Comment>) {
    const readable: ReadableComment[] = [];
    const gone: Reference<"comment">[] = [];
    const slice = new Slice();
    for (const { reference } of due) {
      const comment = kept.get(reference);
      if (comment?.visibility === "visible") readable.push({ comment, text: readableText(comment) });
      else gone.push(reference);
      if (!slice.isOver) continue;
      await slice.giveWay();
      this.#stopping.signal.throwIfAborted();
    }
    return { readable, gone, due };
  }

  #stir(): void {
    this.#isStirred = true;
    this.#wake.resolve();
    if (!this.#isResting) return;
    this.#isResting = false;
    this.#rest = Promise.withResolvers();
  }
}

function readableText(comment: Comment): string {
  return visibleText(readBody(comment.body), { isForSearch: true });
}
