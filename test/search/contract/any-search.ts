import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Comment } from "../../../src/forum/comment.ts";
import type { CommentQuery, CommentSort } from "../../../src/forum/comment-search.ts";
import { databaseOf } from "../../../src/forum/reference.ts";
import type { SearchIndex } from "../../../src/forum/search-index.ts";
import { knownSites } from "../../../src/sources/forummagnum/sites.ts";
import { authorOf, commentOf } from "../../mirror/comment.ts";
import { runsOf } from "../../runs.ts";
import { type EngineOptions, fill, findAll, type OpenIndex } from "./indexed.ts";

const sorts = ["relevance", "newest", "oldest", "top"] as const satisfies readonly CommentSort[];
const words = ["the", "of", "is", "to", "model", "models", "reward", "rare", "naive"];
const seconds = 2_000;

const comment = fc
  .record({
    text: fc.array(fc.constantFrom(...words), { minLength: 1, maxLength: 8 }),
    slug: fc.constantFrom("ada", "bob", "cyd"),
    post: fc.constantFrom("p", "q"),
    database: fc.constantFrom("lesswrong", "eaforum"),
    second: fc.integer({ min: 0, max: seconds }),
    score: fc.option(fc.integer({ min: -40, max: 600 }), { nil: undefined }),
    isAlignment: fc.boolean(),
    isVisible: fc.boolean(),
  })
  .map((fields) => (place: number): Comment => {
    const { text, slug, post, database, second, score, isAlignment, isVisible } = fields;
    return commentOf(`c${place}`, {
      reference: `${database}:comment:c${place}`,
      html: text.join(" "),
      thread: `${database}:post:${post}`,
      author: authorOf(slug, slug, database),
      postedAtMs: second * 1000,
      shownOn: isAlignment ? [database, "alignmentforum"] : [database],
      scores: {
        ...(score === undefined ? {} : { [database]: score }),
        ...(score === undefined || !isAlignment ? {} : { alignmentforum: -score }),
      },
      visibility: isVisible || place % 3 > 0 ? "visible" : "hidden",
    });
  });
const comments = fc
  .array(comment, { maxLength: 60 })
  .map((makers) => makers.map((make, place) => make(place)));

const filters = fc.record(
  {
    text: fc
      .array(fc.constantFrom(...words), { minLength: 1, maxLength: 2 })
      .map((each) => `${each.join(" ")} `),
    author: fc.constantFrom("lesswrong:user:ada", "eaforum:user:bob"),
    post: fc.constantFrom("lesswrong:post:p", "eaforum:post:q"),
    site: fc.constantFrom(...knownSites),
    sinceMs: fc.integer({ min: -5, max: seconds * 1000 }),
    untilMs: fc.integer({ min: -5, max: seconds * 1000 + 5000 }),
    minScore: fc.integer({ min: -50, max: 400 }),
  },
  { requiredKeys: [] },
) as fc.Arbitrary<Partial<CommentQuery>>;

/** Applies a query to each comment directly. */
function meets(query: Partial<CommentQuery>, { body, author, thread, ...each }: Comment): boolean {
  const { text = "", author: by, post, site, minScore } = query;
  const { sinceMs = query.untilMs === undefined ? -1 : 1, untilMs = Infinity } = query;
  const postedAtMs = each.postedAtMs ?? 0;
  const score = scoreOf(each, query);
  const said = body.text.split(" ");
  return (
    each.visibility === "visible" &&
    text.split(" ").every((word) => word === "" || said.includes(word)) &&
    (by === undefined || by === author?.reference) &&
    (post === undefined || post === thread) &&
    (site === undefined || each.shownOn.includes(site.name)) &&
    postedAtMs >= sinceMs &&
    postedAtMs < untilMs &&
    (minScore === undefined || (score !== undefined && score >= minScore))
  );
}

/** Without a site, the score is that of the database's main site. */
function scoreOf(each: Pick<Comment, "reference" | "scores"> | undefined, { site }: Partial<CommentQuery>) {
  return each?.scores[site?.name ?? databaseOf(each.reference)];
}

/** The contract of every index: what holds for any comments and any search. */
export function anySearch(open: OpenIndex): void {
  async function withIndex(
    kept: readonly Comment[],
    options: EngineOptions,
    use: (index: SearchIndex) => Promise<void>,
  ): Promise<void> {
    const index = open(options);
    try {
      await fill(index, kept);
      await use(index);
    } finally {
      await index.close();
    }
  }

  describe("any search", () => {
    it("finds the same comments as reading every one of them, each once, in order, page by page", async () => {
      const cases = fc.record({
        kept: comments,
        asked: fc.array(filters, { minLength: 1, maxLength: 6 }),
        stepSize: fc.constantFrom(3, 10, 50_000),
        // Without any time, every search stops after each step.
        searchMs: fc.constantFrom(-1, 25),
        limit: fc.integer({ min: 1, max: 9 }),
      });
      await fc.assert(
        fc.asyncProperty(cases, async ({ kept, asked, stepSize, searchMs, limit }) =>
          withIndex(kept, { stepSize, searchMs }, async (index) => {
            for (const query of asked) {
              const wanted = kept.filter((each) => meets(query, each));
              const ids = wanted.map(({ reference }) => reference.split(":")[2]).sort();
              const timeOf = new Map(kept.map((each) => [each.reference.split(":")[2], each]));
              for (const sort of sorts) {
                const found = await findAll(index, { ...query, sort }, limit);
                expect(found.toSorted()).toEqual(ids);
                const times = found.map((id) => timeOf.get(id)?.postedAtMs ?? 0);
                const scores = found.map((id) => scoreOf(timeOf.get(id), query) ?? -1e9);
                if (sort === "newest") expect(times).toEqual(times.toSorted((a, b) => b - a));
                if (sort === "oldest") expect(times).toEqual(times.toSorted((a, b) => a - b));
                if (sort === "top") expect(scores).toEqual(scores.toSorted((a, b) => b - a));
              }
            }
          }),
        ),
        { numRuns: runsOf(150) },
      );
    });

    it("never fails, whatever the text, cursor or number", async () => {
      const kept = words.map((word, place) =>
        commentOf(`w${place}`, { html: `${word} the`, postedAtMs: place * 1000 }),
      );
      const hostile = fc.oneof(
        fc.string({ unit: "binary", maxLength: 60 }),
        fc.string({ unit: "grapheme", maxLength: 60 }),
        fc
          .array(
            fc.constantFrom(
              '"',
              "'",
              "*",
              "(",
              ")",
              "AND",
              "OR",
              "NOT",
              "NEAR(",
              "^",
              ":",
              "{",
              "}",
              "-",
              "+",
              "the",
              "\0",
              "\ud800",
              "🎉",
              "שלום",
              "text",
              "; drop table comments",
              "%",
              "\ue000",
            ),
            { maxLength: 12 },
          )
          .map((pieces) => pieces.join(" ")),
        fc.constantFrom("the ".repeat(1000), "x".repeat(4000), '"'.repeat(4000), "*".repeat(4000)),
      );
      const number = fc.oneof(fc.double(), fc.integer(), fc.constantFrom(NaN, Infinity, -Infinity));
      const query = fc.record({
        text: hostile,
        sinceMs: fc.option(number, { nil: undefined }),
        untilMs: fc.option(number, { nil: undefined }),
        minScore: fc.option(number, { nil: undefined }),
        after: fc.option(fc.oneof(hostile, fc.stringMatching(/^[itr](\.-?[0-9a-z]{1,10}){1,5}$/)), {
          nil: undefined,
        }),
        sort: fc.constantFrom(...sorts),
        limit: fc.integer({ min: 0, max: 20 }),
      });
      await withIndex(kept, { stepSize: 4 }, async (index) => {
        await fc.assert(
          fc.asyncProperty(query, hostile, async (asked, typed) => {
            const page = await index.search(asked);
            expect(page.references.length).toBeLessThanOrEqual(asked.limit);
            expect(page.next ?? "").toMatch(/^[a-z0-9.-]{0,50}$/);
            await index.suggest(typed, 25);
            await index.findAuthors(typed, 25);
            await index.findPosts(typed, 25);
          }),
          { numRuns: runsOf(1500) },
        );
      });
    });

    it("can index any text", async () => {
      await fc.assert(
        fc.asyncProperty(
          fc.string({ unit: "binary", maxLength: 200 }),
          fc.string({ unit: "binary" }),
          async (html, name) => {
            const author = { ...authorOf("x", name), handle: name };
            await withIndex([commentOf("a", { html, author })], {}, async (index) => {
              expect(await findAll(index, { author: author.reference, sort: "newest" })).toEqual(["a"]);
            });
          },
        ),
        { numRuns: runsOf(40) },
      );
    });
  });
}
