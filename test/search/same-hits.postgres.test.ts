import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Comment } from "../../src/forum/comment.ts";
import type { CommentQuery, CommentSort } from "../../src/forum/comment-search.ts";
import type { SearchIndex } from "../../src/forum/search-index.ts";
import { openSearchIndex } from "../../src/search/sqlite/open-search-index.ts";
import { authorOf, commentOf } from "../mirror/comment.ts";
import { hasPostgres, needsPostgres, PostgresDatabase } from "../postgres/database.ts";
import { runsOf } from "../runs.ts";
import { fill, findAll } from "./contract/indexed.ts";
import { openIn } from "./open-in.ts";

const sorts = ["relevance", "newest", "oldest", "top"] as const satisfies readonly CommentSort[];
const words = [
  ...[
    "the",
    "of",
    "to",
    "thing",
    "things",
    "thought",
    "Naïve",
    "CO₂",
    "don’t",
    "well-fed",
    "x^2",
    "🎉",
    "Straße",
  ],
  ...[
    "価値観の",
    "アライメント",
    "人工知能と",
    "ความเสี่ยง",
    "Łukasz",
    "ﬁne",
    "_",
    "→",
    "'",
    "\\",
    "a:b",
    "&",
    "!",
  ],
];

const passage = fc
  .array(fc.constantFrom(...words), { minLength: 1, maxLength: 12 })
  .map((each) => each.join(" "));
/** Has more words, and repeats some more often, than a vector of Postgres has positions for. */
const longPassage = fc.tuple(passage, passage).map(([often, last]) => `${`${often} `.repeat(300)}${last}`);

const comments = fc
  .array(
    fc.record({
      html: fc.oneof({ weight: 15, arbitrary: passage }, { weight: 1, arbitrary: longPassage }),
      name: fc.constantFrom("Ada Naïve", "Łukasz", "Thing"),
      second: fc.integer({ min: 0, max: 5_000 }),
      score: fc.option(fc.integer({ min: -40, max: 600 }), { nil: undefined }),
    }),
    { minLength: 1, maxLength: 40 },
  )
  .map((all) =>
    all.map(({ html, name, second, score }, place) =>
      commentOf(`c${place}`, {
        html,
        author: authorOf(name.toLowerCase(), name),
        postedAtMs: second * 1_000,
        scores: score === undefined ? {} : { lesswrong: score },
      }),
    ),
  );

const part = fc
  .tuple(
    fc.constantFrom("", "", "-"),
    fc.constantFrom("plain", "phrase", "beginning"),
    fc.array(fc.constantFrom(...words), { minLength: 1, maxLength: 3 }),
    fc.integer({ min: 2, max: 4 }),
  )
  .map(([sign, kind, said, length]) => {
    if (kind === "phrase") return `${sign}"${said.join(" ")}"`;
    return kind === "beginning"
      ? `${sign}${[...(said[0] ?? "")].slice(0, length).join("")}*`
      : sign + said[0];
  });
const query: fc.Arbitrary<Partial<CommentQuery>> = fc.record(
  {
    text: fc.array(part, { minLength: 1, maxLength: 4 }).map((parts) => `${parts.join(" ")} `),
    author: fc.constantFrom("lesswrong:user:thing", "lesswrong:user:łukasz"),
    minScore: fc.integer({ min: -50, max: 100 }),
  },
  { requiredKeys: ["text"] },
);

describe.skipIf(!hasPostgres)(`an index in SQLite and one in Postgres ${needsPostgres}`, () => {
  let database: PostgresDatabase;

  beforeAll(async () => {
    database = await PostgresDatabase.create();
  });
  afterAll(() => database.drop());

  async function compare(
    kept: readonly Comment[],
    stepSize: number,
    use: (both: readonly SearchIndex[]) => Promise<void>,
  ) {
    const both = [
      openSearchIndex(":memory:", { shardCapacity: stepSize, searchMs: 1_000 }),
      openIn(database, { stepSize, searchMs: 1_000 }),
    ];
    try {
      for (const index of both) await fill(index, kept);
      await use(both);
    } finally {
      for (const index of both) await index.close();
    }
  }

  it("find the same comments, and in the same order of time and score", async () => {
    const cases = fc.record({
      kept: comments,
      asked: fc.array(query, { minLength: 1, maxLength: 8 }),
      stepSize: fc.constantFrom(3, 50_000),
      limit: fc.integer({ min: 1, max: 9 }),
    });
    await fc.assert(
      fc.asyncProperty(cases, async ({ kept, asked, stepSize, limit }) => {
        const byId = new Map(kept.map((each) => [each.reference.split(":")[2], each]));
        await compare(kept, stepSize, async (both) => {
          for (const each of asked) {
            for (const sort of sorts) {
              const [lite, postgres] = await Promise.all(
                both.map((index) => findAll(index, { ...each, sort }, limit)),
              );
              expect(postgres?.toSorted()).toEqual(lite?.toSorted());
              const inOrder = (ids: readonly string[] = []) =>
                ids.map((id) => (sort === "top" ? byId.get(id)?.scores.lesswrong : byId.get(id)?.postedAtMs));
              if (sort !== "relevance") expect(inOrder(postgres)).toEqual(inOrder(lite));
            }
          }
        });
      }),
      { numRuns: runsOf(100) },
    );
  });

  it("suggest the same comments, authors and posts while someone types", async () => {
    const cases = fc.record({ kept: comments, typed: fc.array(fc.oneof(passage, part), { maxLength: 8 }) });
    await fc.assert(
      fc.asyncProperty(cases, async ({ kept, typed }) => {
        await compare(kept, 50_000, async (both) => {
          for (const each of typed) {
            const [lite, postgres] = await Promise.all(both.map((index) => index.suggest(each, 100)));
            expect(postgres?.toSorted()).toEqual(lite?.toSorted());
            const [authors, same] = await Promise.all(both.map((index) => index.findAuthors(each, 9)));
            expect(same?.map(({ author }) => author.name).toSorted()).toEqual(
              authors?.map(({ author }) => author.name).toSorted(),
            );
          }
        });
      }),
      { numRuns: runsOf(100) },
    );
  });
});
