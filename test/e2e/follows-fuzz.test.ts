import fc from "fast-check";
import type { Answer } from "loopback-discord/driver/answer.ts";
import { interactiveComponents } from "loopback-discord/driver/find-component.ts";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runsOf } from "../runs.ts";
import { nastyWords } from "../text/nasty-words.ts";
import { pressAs } from "./forge.ts";
import { expectOneAnswer } from "./one-answer.ts";
import { World } from "./world.ts";

const runs = runsOf(200);
let world: World;
let addresses: readonly string[];

beforeAll(async () => {
  world = await World.withWholeSample();
  const { comments, posts, tags, users } = world.forum.database("lesswrong");
  const at = (path: string) => `https://www.lesswrong.com/${path}`;
  addresses = [
    ...[...posts.values()].flatMap(({ _id, slug }) => [_id, at(`posts/${_id}`), at(`posts/${_id}/${slug}`)]),
    ...[...comments.values()].slice(0, 20).map(({ _id, postId }) => at(`posts/${postId}?commentId=${_id}`)),
    ...[...users.values()].map(({ slug }) => `<${at(`users/${slug}`)}>`),
    ...[...tags.values()].map(({ slug }) => at(`w/${slug}/discussion`)),
  ];
});
afterAll(() => world.close());

const typed = (maxLength: number) =>
  fc
    .oneof(
      fc.string({ unit: "grapheme", minLength: 1, maxLength: 60 }),
      fc.string({ unit: "binary", minLength: 1, maxLength: 60 }),
      fc.constantFrom(...nastyWords, "https://[", "https://www.lesswrong.com/", "lesswrong:post:x", "0", "1"),
      fc.constant("x".repeat(maxLength)),
    )
    .map((text) => text.slice(0, maxLength))
    .filter((text) => text.trim() !== "");
const names = fc.array(fc.oneof(typed(60), fc.constantFrom("Ines Okonkwo", "@tobias-rehn", ",")), {
  minLength: 1,
  maxLength: 5,
});
const optionally = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });

const given = (options: Readonly<Record<string, string | number | boolean | undefined>>) =>
  Object.fromEntries(
    Object.entries(options).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
const ask = async (name: string, options: Parameters<typeof given>[0] = {}): Promise<Answer> =>
  await (await world.moderator.command(name, given(options))).settled();

/** Ids of the server's follows, as the choices of an option contain them. */
async function followIds(): Promise<readonly string[]> {
  const choices = await world.moderator.autocomplete("unfollow", { follow: "" }, "follow");
  for (const { name } of choices) expect(name.length).toBeLessThanOrEqual(100);
  return choices.map(({ value }) => String(value));
}

/** Picks an entry of a list; nothing from an empty one. */
const pick = <T>(all: readonly T[], at: number): T | undefined => all[at % Math.max(1, all.length)];

async function follow(at: number, isWild: boolean, [text, authors]: readonly [string, readonly string[]]) {
  const channels = world.guild.channels.filter(({ state }) => state.kind === "forum");
  return await ask("follow", {
    url: (isWild ? undefined : pick(addresses, at)) ?? text,
    channel: at % 5 === 0 ? undefined : pick(channels, at)?.id,
    backfill: at % 3 === 0 ? undefined : at % 4,
    "min-score": at % 7 === 0 ? at - 500 : undefined,
    authors: at % 2 === 0 ? authors.join(",").slice(0, 500) : undefined,
  });
}

describe("whatever is followed", () => {
  it("/follow and /unfollow answer once, and offer choices that fit", async () => {
    const steps = fc.sample(
      fc.tuple(
        fc.nat(1000),
        fc.boolean(),
        typed(500),
        names,
        optionally(typed(200)),
        optionally(fc.boolean()),
      ),
      { numRuns: runs, seed: 11 },
    );
    for (const [at, isWild, text, authors, named, removes] of steps) {
      await expectOneAnswer(await follow(at, isWild, [text, authors]));
      const ended = named ?? pick(await followIds(), at) ?? text;
      await expectOneAnswer(await ask("unfollow", { follow: ended.slice(0, 6000), "remove-posts": removes }));
    }
  });

  it("/following answers once to whatever is pressed, and its list stays intact", async () => {
    for (const url of addresses.filter((address) => !address.includes("?")).slice(0, 30))
      await ask("follow", { url, channel: world.channel.id, backfill: 0 });
    expect((await followIds()).length).toBeGreaterThan(10);
    let list = await ask("following");
    for (const [at, isAnew] of fc.sample(fc.tuple(fc.nat(1000), fc.boolean()), { numRuns: runs, seed: 12 })) {
      const control = pick(interactiveComponents(list.message), at);
      const id = control?.custom_id ?? "";
      // A few remain at the end, so that there are pages to turn.
      const isRemoval = id.includes("|remove");
      if (control === undefined || (isRemoval && (await followIds()).length <= 7)) {
        list = await ask("following");
        continue;
      }
      const value = pick(control.options ?? [], at)?.value ?? "";
      const answer =
        control.type === 2
          ? await world.moderator.press(list, id)
          : await world.moderator.select(list, id, [value]);
      await expectOneAnswer(answer);
      list = isAnew ? await ask("following") : answer;
      const isQuestion = /^Stop following /.test(list.message.content);
      if (!isQuestion) expect(list.message.content).toContain("→ ");
    }
  });

  it("/following answers once to controls that do not exist", async () => {
    const number = fc.oneof(
      typed(30).map((text) => text.replaceAll("|", "")),
      fc.double().map(String),
      fc.constantFrom("", "NaN", "-1", "1e9", "Infinity", "999999", "0x1", " 1", "1"),
    );
    const made = fc
      .tuple(fc.constantFrom("page", "pause", "resume", "choose", ""), fc.array(number, { maxLength: 3 }))
      .map(([action, args]) => ["1", "following", action, ...args].join("|").slice(0, 100));
    for (const customId of fc.sample(made, { numRuns: runs, seed: 13 })) {
      const answer = await pressAs(world.moderator, await ask("lookup", { text: "clock" }), customId);
      await expectOneAnswer(answer);
      if (customId.startsWith("1|following|page")) expect(answer.message.content).toContain("→ ");
    }
  });
});
