import fc from "fast-check";
import type { Answer } from "loopback-discord/driver/answer.ts";
import { interactiveComponents } from "loopback-discord/driver/find-component.ts";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runsOf } from "../runs.ts";
import { nastyWords } from "../text/nasty-words.ts";
import { expectOneAnswer } from "./one-answer.ts";
import { World } from "./world.ts";

const runs = runsOf(200);
let world: World;

beforeAll(async () => {
  world = await World.withSample();
});
afterAll(() => world.close());

const author = fc.oneof(
  fc.string({ unit: "grapheme", minLength: 1, maxLength: 60 }),
  fc.constantFrom(
    ...nastyWords,
    "Ines Okonkwo",
    "@tobias-rehn",
    "https://www.lesswrong.com/users/ines-okonkwo",
    "https://www.lesswrong.com/posts/aaaaaaaaaaaaaaaaa",
    "lesswrong:user:zzzzzzzzzzzzzzzzz",
    "elsewhere:user:zzzzzzzzzzzzzzzzz",
    "zzzzzzzzzzzzzzzzz",
  ),
);

/** Presses the `at`th button of a card. If that opens a modal, fills it in and submits it. */
async function press(card: Answer, at: number, typed: string): Promise<Answer> {
  const buttons = interactiveComponents(card.message).filter(({ custom_id }) => custom_id !== undefined);
  const id = buttons[at % Math.max(1, buttons.length)]?.custom_id;
  if (id === undefined) return card;
  const answer = await world.moderator.press(card, id);
  if (answer.first.kind !== "modal") return answer;
  return await world.moderator.submit(answer.modal, { name: typed.slice(0, 100) || "x" });
}

describe("any use of /privacy", () => {
  it("is answered once, and opts no one out", async () => {
    const steps = fc.sample(fc.tuple(fc.nat(1000), fc.option(author), author), { numRuns: runs, seed: 5 });
    for (const [at, named, typed] of steps) {
      const options = named === null || named.trim() === "" ? {} : { author: named };
      const card = await (await world.moderator.command("privacy", options)).settled();
      await expectOneAnswer(card);
      const answer = await (await press(card, at, typed)).settled();
      await expectOneAnswer(answer);
      if (answer !== card && answer.first.kind !== "modal")
        await expectOneAnswer(await press(answer, at + 1, typed));
    }
    expect(await world.bot.app.store.optOuts.all()).toEqual([]);
  });
});
