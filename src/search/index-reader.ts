import type { CommentCount, CommentPage, CommentQuery, FoundAuthor } from "../forum/comment-search.ts";
import type { Reference } from "../forum/reference.ts";
import type { CommentSearch } from "../forum/search-index.ts";
import { Authors } from "./authors.ts";
import type { Connection } from "./connection.ts";
import { findByTime } from "./find-by-time.ts";
import { findRelevant } from "./find-relevant.ts";
import { findTop } from "./find-top.ts";
import type { Folding } from "./foldings.ts";
import type { Found } from "./found.ts";
import { matchOf, planSearch, type SearchPlan } from "./plan-search.ts";
import { Posts } from "./posts.ts";
import { Slots } from "./slots.ts";
import { suggest } from "./suggest.ts";
import { UnfinishedWalks } from "./unfinished-walks.ts";
import { walk } from "./walk.ts";

/** Half of the time for a look-up. */
const usualSearchMs = 25;
const suggestMs = 8;
/** The longest time for a count, which matters less than the results. */
const countMs = 8;

/** Answers what commands ask of an index, each within a few milliseconds. */
export class IndexReader implements CommentSearch {
  readonly #connection: Connection;
  readonly #folding: Folding;
  readonly #searchMs: number;
  readonly #authors: Authors;
  readonly #posts: Posts;
  readonly #slots: Slots;
  readonly #walks = new UnfinishedWalks();

  constructor(connection: Connection, folding: Folding, searchMs = usualSearchMs) {
    this.#connection = connection;
    this.#folding = folding;
    this.#searchMs = searchMs;
    this.#authors = new Authors(connection, folding);
    this.#posts = new Posts(connection, folding);
    this.#slots = new Slots(connection);
  }

  async search(query: CommentQuery): Promise<CommentPage> {
    const plan = this.#plan(query);
    if (plan === undefined || query.limit < 1) return { references: [], next: undefined };
    const options = {
      after: query.after,
      limit: query.limit,
      deadline: performance.now() + this.#searchMs,
    };
    let found: Found;
    switch (query.sort) {
      case "relevance":
        found = findRelevant(this.#connection, plan, options);
        break;
      case "top":
        found = findTop(this.#connection, plan, this.#walks, options);
        break;
      case "newest":
        found = findByTime(this.#connection, plan, options, "down");
        break;
      case "oldest":
        found = findByTime(this.#connection, plan, options, "up");
        break;
    }
    return { references: found.hits.map(({ reference }) => reference), next: found.next };
  }

  async count(query: CommentQuery, most: number): Promise<CommentCount> {
    const plan = this.#plan(query);
    if (plan === undefined) return { count: 0, isMore: false };
    const { hits, restFrom } = walk(this.#connection, matchOf(plan), plan.bounds, {
      direction: "down",
      limit: most + 1,
      deadline: performance.now() + countMs,
    });
    return { count: Math.min(hits.length, most), isMore: hits.length > most || restFrom !== undefined };
  }

  async suggest(typed: string, limit: number): Promise<readonly Reference<"comment">[]> {
    const deadline = performance.now() + suggestMs;
    const options = { folding: this.#folding, limit, deadline };
    return suggest(this.#connection, this.#authors, typed, options).map(({ reference }) => reference);
  }

  async findAuthors(typed: string, limit: number): Promise<readonly FoundAuthor[]> {
    return this.#authors.search(typed, limit);
  }

  async findPosts(typed: string, limit: number): Promise<readonly Reference<"post" | "tag">[]> {
    return this.#posts.search(typed, limit);
  }

  #plan(query: CommentQuery): SearchPlan | undefined {
    const [authors, posts, folding] = [this.#authors, this.#posts, this.#folding];
    return planSearch(query, { authors, posts, folding, spill: this.#slots.spill() });
  }
}
