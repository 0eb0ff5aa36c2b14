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

const typed = fc.oneof(
  fc.string({ unit: "grapheme", maxLength: 60 }),
  fc.constantFrom(...nastyWords, "0", "1", "1000", "1001", "-5", "1e3", " 7 ", "Ines Okonkwo", "@everyone"),
  fc
    .array(
      fc.constantFrom("Ines Okonkwo", "tobias-rehn", "https://www.lesswrong.com/users/x", "nobody", ""),
      {
        maxLength: 6,
      },
    )
    .map((lines) => lines.join("\n")),
  fc.constant("x".repeat(4000)),
);

/** Uses the `at`th control of the card, as a person could, or as a card of another version would. */
async function use(card: Answer, at: number, text: string): Promise<Answer> {
  const controls = interactiveComponents(card.message);
  const control = controls[at % controls.length];
  const id = control?.custom_id ?? "";
  if (control?.type === 2) {
    const answer = await world.moderator.press(card, id);
    if (answer.first.kind !== "modal") return answer;
    const longest = answer.modal.customId.includes("limit") ? 4 : 4000;
    return await world.moderator.submit(answer.modal, { value: text.slice(0, longest) || "1" });
  }
  return await world.moderator.select(card, id, chosenIn(control, at));
}

function chosenIn(control: ReturnType<typeof interactiveComponents>[number] | undefined, at: number) {
  const roles = [...world.guild.state.roles.keys()];
  const channels = world.guild.channels.filter(({ state }) =>
    control?.type === 8 ? state.kind === "forum" : true,
  );
  const offered =
    control?.options?.map(({ value }) => value) ??
    (control?.type === 6 ? roles : channels.map(({ id }) => id));
  const most = control?.max_values ?? 1;
  const least = control?.min_values ?? 1;
  return offered.slice(0, Math.min(most, least + (at % (most - least + 1)), offered.length));
}

describe("any use of /settings", () => {
  it("is answered once, and leaves the card intact", async () => {
    const steps = fc.sample(fc.tuple(fc.nat(1000), typed), { numRuns: runs, seed: 4 });
    let card = await world.moderator.command("settings");
    for (const [at, text] of steps) {
      const answer = await (await use(card, at, text)).settled();
      await expectOneAnswer(answer);
      card = await world.moderator.command("settings");
      expect(card.message.text).toContain("This server's settings");
    }
  });
});
