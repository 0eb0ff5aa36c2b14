import fc from "fast-check";
import type { Answer } from "loopback-discord/driver/answer.ts";
import { interactiveComponents } from "loopback-discord/driver/find-component.ts";
import type { UserRecord } from "loopback-forum/records.ts";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runsOf } from "../runs.ts";
import { nastyWords } from "../text/nasty-words.ts";
import { expectOneAnswer } from "./one-answer.ts";
import { World } from "./world.ts";

const runs = runsOf(200);
let world: World;
let users: readonly UserRecord[];

beforeAll(async () => {
  world = await World.withSample();
  users = [...world.forum.database("lesswrong").users.values()];
});
afterAll(() => world.close());

const typed = fc
  .oneof(
    fc.string({ unit: "grapheme", minLength: 1, maxLength: 60 }),
    fc.string({ unit: "binary", minLength: 1, maxLength: 60 }),
    fc.constantFrom(...nastyWords, "lesswrong:user:x", "eaforum:user:", "a:post:b", "@everyone", "https://["),
    fc.constant("x".repeat(500)),
  )
  .map((text) => text.slice(0, 500))
  .filter((text) => text.trim() !== "");
const named = fc
  .tuple(fc.nat(), fc.constantFrom("name", "slug", "address", "reference", "wrong"))
  .map(([at, by]) => ({ at, by }));

/** Names a user in one of the possible ways, sometimes with a typing error. */
function nameOf({ at, by }: { readonly at: number; readonly by: string }): string {
  const user = users[at % users.length];
  const { _id = "", slug = "", displayName = "" } = user ?? {};
  const names = {
    name: displayName,
    slug,
    address: `<https://www.lesswrong.com/users/${slug}>`,
    reference: `lesswrong:user:${_id}`,
    wrong: displayName.replace(/[aeiou]/, "y"),
  };
  return names[by as keyof typeof names].trim() || "x";
}

async function ask(user: string): Promise<Answer> {
  return await (await world.moderator.command("profile", { user })).settled();
}

describe("any use of /profile", () => {
  it("is answered once", async () => {
    for (const one of fc.sample(fc.oneof(named, typed), { numRuns: runs, seed: 5 }))
      await expectOneAnswer(await ask(typeof one === "string" ? one : nameOf(one)));
  });

  it("offers choices that fit", async () => {
    for (const user of fc.sample(typed, { numRuns: runs, seed: 6 })) {
      const choices = await world.moderator.autocomplete("profile", { user }, "user");
      expect(choices.length).toBeLessThanOrEqual(25);
      for (const { name, value } of choices) {
        expect(name.length).toBeGreaterThan(0);
        expect(Math.max(name.length, String(value).length)).toBeLessThanOrEqual(100);
      }
    }
  });

  it("is answered whichever button is pressed, one after another", async () => {
    const steps = fc.sample(fc.tuple(fc.nat(), named), { numRuns: runs, seed: 7 });
    let page: Answer | undefined;
    for (const [at, user] of steps) {
      page ??= await ask(nameOf(user));
      const buttons = interactiveComponents(page.message).flatMap(({ custom_id: id, disabled }) =>
        id === undefined || disabled || id.includes("|follow") ? [] : [id],
      );
      const id = buttons[at % buttons.length];
      if (id === undefined || at % 10 === 0) {
        page = undefined;
        continue;
      }
      await expectOneAnswer(await world.moderator.press(page, id));
    }
  });

  it("is answered for buttons that do not exist", async () => {
    const argument = fc.oneof(
      typed,
      fc.constantFrom("", "lesswrong", "comments", "wiki", "lesswrong:user:x"),
    );
    const made = fc
      .tuple(fc.constantFrom("show", "list", "page", ""), fc.array(argument, { maxLength: 4 }))
      .map(([action, args]) => ["1", "profile", action, ...args].join("|").slice(0, 100));
    const page = await ask(nameOf({ at: 0, by: "slug" }));
    for (const customId of fc.sample(made, { numRuns: runs, seed: 8 })) {
      const [button] = interactiveComponents(page.message);
      Object.assign(button ?? {}, { custom_id: customId });
      await expectOneAnswer(await world.moderator.press(page, customId));
      if (interactiveComponents(page.message).length === 0) break;
    }
  });
});
