import type { AuthorNames } from "../../forum/author.ts";
import type { Comment } from "../../forum/comment.ts";
import type { Post } from "../../forum/post.ts";
import type { Reference } from "../../forum/reference.ts";
import type { DueComment, IndexUpdate, SearchIndex } from "../../forum/search-index.ts";
import { currentFolding } from "../foldings.ts";
import { IndexReader } from "../index-reader.ts";
import { wholeMs } from "../stamp.ts";
import { Authors, forgetAuthor, noteAuthors } from "./authors.ts";
import { Cells, usualCellSize } from "./cells.ts";
import { putComments, removeComments } from "./comment-writer.ts";
import { readFact, writeFact } from "./facts.ts";
import { IndexDatabase } from "./index-database.ts";
import { PostgresMatches } from "./match-reader.ts";
import { dropOlderVersions } from "./older-versions.ts";
import { addDue, addThreads, clearDue, newestDue, removeDue, settle, stillDue } from "./pending.ts";
import { notePosts, Posts } from "./posts.ts";
import { emptyOwnTables } from "./tables.ts";

export interface PostgresIndexOptions {
  /** Positions in a cell; tests choose a small number. An index always keeps the same size. */
  readonly cellSize?: number;
  /** After this time, a search begins no further step and returns its results so far; `next` continues from there. */
  readonly searchMs?: number;
}

/** Number of comments written in one transaction, for which others must wait. */
const putTogether = 100;

/** Opens the search index in a Postgres database, whether or not it can be reached. */
export function openPostgresIndex(url: string, options: PostgresIndexOptions = {}): SearchIndex {
  return new PostgresIndex(new IndexDatabase(url), options);
}

/** An index of the archive in schemas of its own. Several processes can use one. */
class PostgresIndex extends IndexReader implements SearchIndex {
  readonly #database: IndexDatabase;
  readonly #cells: Cells;
  /** True while older versions of the index may be left. */
  #mayHaveOlder = true;

  constructor(database: IndexDatabase, { cellSize = usualCellSize, searchMs }: PostgresIndexOptions) {
    const { read } = database;
    const cells = new Cells(cellSize);
    const parts = {
      matches: new PostgresMatches(database, cells),
      authors: new Authors(read),
      posts: new Posts(read),
      spill: async () => Number((await readFact(read, "spill")) ?? 0),
      folding: currentFolding,
    };
    super(parts, searchMs);
    this.#database = database;
    this.#cells = cells;
  }

  async adopt(archiveId: string): Promise<{ readonly isComplete: boolean }> {
    return await this.#database.change(
      async (run) => {
        if ((await readFact(run, "archive")) !== archiveId) {
          await run(emptyOwnTables);
          await clearDue(run);
          await writeFact(run, "archive", archiveId);
        }
        return { isComplete: (await readFact(run, "complete")) === archiveId };
      },
      { isDurable: true },
    );
  }

  async completeScan(archiveId: string): Promise<void> {
    await this.#database.change(
      async (run) => {
        if ((await readFact(run, "archive")) === archiveId) await writeFact(run, "complete", archiveId);
      },
      { isDurable: true },
    );
  }

  async expect(comments: readonly Comment[], { isDurable }: { readonly isDurable: boolean }): Promise<void> {
    const latest = [...new Map(comments.map((comment) => [comment.reference, comment])).values()];
    const visible = latest.filter(({ visibility }) => visibility === "visible");
    const hidden = latest.filter(({ visibility }) => visibility !== "visible");
    // Without the lock: the archive waits for this, and another process may have stopped in the middle of a change.
    if (visible.length > 0) await addDue(this.#database.write, visible);
    if (hidden.length === 0) return;
    const references = hidden.map(({ reference }) => reference);
    await this.#database.change(
      async (run) => {
        await removeDue(run, references);
        await removeComments(run, references);
      },
      { isDurable },
    );
  }

  async due(limit: number, underway: ReadonlySet<string>): Promise<readonly DueComment[]> {
    const newest = await newestDue(this.#database.write, limit + underway.size);
    if (newest.length === 0 && this.#mayHaveOlder) await this.#dropOlder();
    return newest.filter(({ reference }) => !underway.has(reference)).slice(0, limit);
  }

  async update({ due, readable, gone }: IndexUpdate): Promise<void> {
    const inOrder = readable.toSorted(
      (a, b) => wholeMs(a.comment.postedAtMs) - wholeMs(b.comment.postedAtMs),
    );
    const marks = new Map(due.map((each) => [each.reference, each]));
    const markOf = (reference: Reference<"comment">) => marks.get(reference) ?? [];
    for (let place = 0; place < inOrder.length; place += putTogether) {
      const some = inOrder.slice(place, place + putTogether);
      const looked = some.flatMap(({ comment }) => markOf(comment.reference));
      await this.#settle(looked, async (run, isDue) => {
        await putComments(
          run,
          this.#cells,
          some.filter(({ comment }) => isDue.has(comment.reference)),
        );
      });
    }
    await this.#settle(due, async (run, isDue) => {
      await removeComments(
        run,
        gone.filter((reference) => isDue.has(reference)),
      );
    });
  }

  async notePosts(posts: readonly Post[]): Promise<void> {
    await this.#database.change(async (run) => await addThreads(run, await notePosts(run, posts)), {
      isDurable: false,
    });
  }

  async noteAuthors(authors: readonly AuthorNames[]): Promise<void> {
    await this.#database.change(async (run) => await noteAuthors(run, authors), { isDurable: false });
  }

  async forgetAuthor(author: Reference<"user">): Promise<void> {
    await this.#database.change((run) => forgetAuthor(run, author), { isDurable: true });
  }

  async close(): Promise<void> {
    await this.#database.close();
  }

  /** Writes what was looked at, unless it has become due again meanwhile. Another process may have written it already. */
  async #settle(
    looked: readonly DueComment[],
    write: (run: Parameters<typeof settle>[0], isDue: ReadonlySet<string>) => Promise<void>,
  ): Promise<void> {
    await this.#database.change(
      async (run) => {
        await write(run, await stillDue(run, looked));
        await settle(run, looked);
      },
      { isDurable: false },
    );
  }

  /** Drops older versions once this one holds the archive: then nothing reads them. */
  async #dropOlder(): Promise<void> {
    await this.#database.change(
      async (run) => {
        if ((await readFact(run, "complete")) === undefined) return;
        await dropOlderVersions(run);
        this.#mayHaveOlder = false;
      },
      { isDurable: false },
    );
  }
}
