import type { CommentCount, CommentPage, CommentQuery, FoundAuthor } from "../forum/comment-search.ts";
import type { Reference } from "../forum/reference.ts";
import type { CommentSearch } from "../forum/search-index.ts";
import { type AuthorReader, findAuthors, shownAuthor } from "./find-authors.ts";
import { findByTime } from "./find-by-time.ts";
import { findPosts, type PostReader } from "./find-posts.ts";
import { findRelevant } from "./find-relevant.ts";
import { findTop } from "./find-top.ts";
import type { Folding } from "./foldings.ts";
import type { FindOptions, Found } from "./found.ts";
import type { MatchReader } from "./matches.ts";
import { planSearch, type SearchPlan } from "./plan-search.ts";
import { suggest } from "./suggest.ts";
import { UnfinishedWalks } from "./unfinished-walks.ts";

/** Half of the time for a look-up. */
const usualSearchMs = 25;
const suggestMs = 8;
/** The longest time for a count, which matters less than the results. */
const countMs = 8;

/** Reads the parts of an index. */
export interface IndexParts {
  readonly matches: MatchReader;
  readonly authors: AuthorReader;
  readonly posts: PostReader;
  /** How far after its own second a comment may have been placed. */
  readonly spill: () => Promise<number>;
  readonly folding: Folding;
}

/** Answers what commands ask of an index, each within a few milliseconds. */
export class IndexReader implements CommentSearch {
  readonly #parts: IndexParts;
  readonly #searchMs: number;
  readonly #walks = new UnfinishedWalks();

  constructor(parts: IndexParts, searchMs = usualSearchMs) {
    this.#parts = parts;
    this.#searchMs = searchMs;
  }

  async search(query: CommentQuery): Promise<CommentPage> {
    const deadline = performance.now() + this.#searchMs;
    const plan = await this.#plan(query);
    if (plan === undefined || query.limit < 1) return { references: [], next: undefined };
    const { hits, next } = await this.#find(query, plan, {
      after: query.after,
      limit: query.limit,
      deadline,
    });
    return { references: hits.map(({ reference }) => reference), next };
  }

  async count(query: CommentQuery, most: number): Promise<CommentCount> {
    const deadline = performance.now() + countMs;
    const plan = await this.#plan(query);
    if (plan === undefined) return { count: 0, isMore: false };
    const options = { direction: "down", limit: most + 1, deadline } as const;
    const { hits, restFrom } = await this.#parts.matches.walk(plan.match, plan.bounds, options);
    return { count: Math.min(hits.length, most), isMore: hits.length > most || restFrom !== undefined };
  }

  async suggest(typed: string, limit: number): Promise<readonly Reference<"comment">[]> {
    const deadline = performance.now() + suggestMs;
    const { matches, authors, folding } = this.#parts;
    const likelyAuthor = async (name: string) => (await findAuthors(authors, folding, name, 1))[0]?.id;
    return await suggest(matches, typed, { folding, likelyAuthor, limit, deadline });
  }

  async findAuthors(typed: string, limit: number): Promise<readonly FoundAuthor[]> {
    const { authors, folding } = this.#parts;
    return (await findAuthors(authors, folding, typed, limit)).map(shownAuthor);
  }

  async findPosts(typed: string, limit: number): Promise<readonly Reference<"post" | "tag">[]> {
    const { posts, folding } = this.#parts;
    return await findPosts(posts, folding, typed, limit);
  }

  async #find({ sort }: CommentQuery, plan: SearchPlan, options: FindOptions): Promise<Found> {
    const { matches } = this.#parts;
    switch (sort) {
      case "relevance":
        return await findRelevant(matches, plan, options);
      case "top":
        return await findTop(matches, plan, this.#walks, options);
      case "newest":
        return await findByTime(matches, plan, options, "down");
      case "oldest":
        return await findByTime(matches, plan, options, "up");
    }
  }

  async #plan(query: CommentQuery): Promise<SearchPlan | undefined> {
    const { authors, posts, spill, folding } = this.#parts;
    return await planSearch(query, {
      authorId: (author) => authors.idOf(author),
      threadId: (thread) => posts.idOf(thread),
      spill,
      folding,
    });
  }
}
