import fc from "fast-check";
import type { LoopbackMember } from "loopback-discord/driver/member.ts";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runsOf } from "../runs.ts";
import { nastyWords } from "../text/nasty-words.ts";
import { archivePost } from "./archive-post.ts";
import { expectOneAnswer } from "./one-answer.ts";
import { World } from "./world.ts";

let world: World;
let reader: LoopbackMember;

beforeAll(async () => {
  world = await World.withSample();
  reader = world.guild.addMember({ name: "Reader" });
  for (const post of world.forum.database("lesswrong").posts.values()) await archivePost(world, post);
});
afterAll(() => world.close());

const word = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.constantFrom(
      "the",
      "clock",
      '"the clock',
      "har*",
      "2024",
      "3 days",
      "lesswrong",
      "@everyone",
    ),
  },
  { weight: 1, arbitrary: fc.constantFrom(...nastyWords) },
  { weight: 1, arbitrary: fc.string({ unit: "binary", maxLength: 40 }) },
  { weight: 1, arbitrary: fc.webUrl() },
  {
    weight: 1,
    arbitrary: fc.constantFrom("lesswrong:comment:x", "lesswrong:user:x", "a:post:b", "aAaAaAaAaAaAaAaAa"),
  },
);
const typed = fc
  .array(word, { minLength: 1, maxLength: 5 })
  .map((words) => words.join(" ").slice(0, 500))
  .filter((text) => text.trim() !== "");
const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined, freq: 2 });
const options = fc.record({
  text: maybe(typed),
  author: maybe(typed),
  post: maybe(typed),
  site: maybe(typed),
  since: maybe(typed),
  until: maybe(typed),
  "min-score": maybe(fc.integer({ min: -1_000_000, max: 1_000_000 })),
  sort: maybe(fc.constantFrom("relevance", "newest", "oldest", "top")),
});

/** Keeps only some of the options, as a person would fill them in. */
function given(
  record: Readonly<Record<string, string | number | undefined>>,
): Record<string, string | number> {
  return Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined)) as Record<
    string,
    string | number
  >;
}

describe("whatever is typed or pressed", () => {
  it("/lookup answers", async () => {
    await fc.assert(
      fc.asyncProperty(options, async (record) => {
        await expectOneAnswer(await reader.command("lookup", given(record)));
      }),
      { numRuns: runsOf(200) },
    );
  });

  it.each(["author", "post", "site"])("/lookup offers choices for its option %s", async (option) => {
    await fc.assert(
      fc.asyncProperty(typed, async (text) => {
        const choices = await reader.autocomplete("lookup", { [option]: text }, option);
        expect(choices.length).toBeLessThanOrEqual(25);
        for (const { name, value } of choices) {
          expect(name.length).toBeLessThanOrEqual(100);
          expect(String(value).length).toBeLessThanOrEqual(100);
        }
      }),
      { numRuns: runsOf(60) },
    );
  });

  it("/context answers", async () => {
    await fc.assert(
      fc.asyncProperty(typed, async (comment) => {
        await expectOneAnswer(await reader.command("context", { comment }));
      }),
      { numRuns: runsOf(200) },
    );
  });

  it("buttons answer, even those that do not exist", async () => {
    const argument = fc.oneof(typed, fc.constantFrom("", "0", "-1", "1e9", "NaN", "lesswrong:comment:x"));
    const id = fc
      .tuple(
        fc.constantFrom("lookup", "context"),
        fc.constantFrom("page", "part", "show", "choose", "turn", ""),
        fc.array(argument, { maxLength: 3 }),
      )
      .map(([prefix, action, args]) => ["1", prefix, action, ...args].join("|").slice(0, 100));
    await fc.assert(
      fc.asyncProperty(id, async (customId) => {
        const answer = await (await reader.command("lookup", { text: "the" })).settled();
        const row = answer.message.components.at(-1);
        if (row !== undefined && "components" in row)
          Object.assign(row.components[0] ?? {}, { custom_id: customId, label: "Anything" });
        await expectOneAnswer(await reader.press(answer, "Anything"));
      }),
      { numRuns: runsOf(200) },
    );
  });
});
