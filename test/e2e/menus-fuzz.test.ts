import fc from "fast-check";
import type { LoopbackMember } from "loopback-discord/driver/member.ts";
import type { LoopbackMessage } from "loopback-discord/driver/message.ts";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { commands } from "../../commands/index.ts";
import { runsOf } from "../runs.ts";
import { nastyWords } from "../text/nasty-words.ts";
import { pressAs } from "./forge.ts";
import { expectOneAnswer } from "./one-answer.ts";
import { World } from "./world.ts";

const runs = runsOf(200);
let world: World;
let members: readonly LoopbackMember[];

beforeAll(async () => {
  world = await World.withWholeSample();
  const post = world.post("harbour clock");
  const thread = await world.mirrored(`https://www.lesswrong.com/posts/${post._id}/${post.slug}`);
  const reader = world.guild.addMember({ name: "Reader" });
  members = [
    reader,
    world.moderator,
    world.guild.addMember({ name: "Warden", permissions: ["ManageMessages"] }),
  ];
  for (const text of ["One.", "-# ↩ Not yours.", "```", "> Two."]) thread.say(reader.id, text);
});
afterAll(() => world.close());

const typed = fc
  .oneof(
    fc.string({ unit: "grapheme", minLength: 1, maxLength: 200 }),
    fc
      .array(fc.constantFrom(...nastyWords, "@everyone", "\n", "-# ↩ x", "`".repeat(600)), {
        minLength: 1,
        maxLength: 9,
      })
      .map((words) => words.join(" ")),
  )
  .map((text) => text.slice(0, 1500))
  .filter((text) => text.trim() !== "");

const messages = (): readonly LoopbackMessage[] => {
  const general = world.guild.channels.find(({ name }) => name === "general");
  return [...(world.channel.threads()[0]?.messages ?? []), ...(general?.messages ?? [])];
};

/** Prefers newer messages: those are the ones that members wrote. */
function pick<T>(all: readonly T[], at: number): T {
  const found = all.at(at % 3 === 0 ? at % all.length : -1 - (at % Math.min(8, all.length)));
  if (found === undefined) throw new Error("nothing to pick from");
  return found;
}

describe("whatever a member does", () => {
  it("with the menu of any message, and any text they write, is answered once", async () => {
    const menus = commands.filter(({ kind }) => kind === "message").map(({ data }) => data.name);
    const act = fc.tuple(fc.nat(), fc.constantFrom(...menus), fc.nat(), typed, fc.nat());
    for (const [at, menu, who, text, choice] of fc.sample(act, { numRuns: runs, seed: 9 })) {
      const member = pick(members, who);
      const answer = await member.menu(menu, pick(messages(), at));
      await expectOneAnswer(answer);
      if (answer.first.kind !== "modal") continue;
      const fields = menu === "Quote comment" ? (choice % 2 === 0 ? { words: text } : {}) : { text };
      await expectOneAnswer(await member.submit(answer.modal, fields));
    }
    expect(messages().length).toBeGreaterThan(5);
  });

  it("with a control of any command, old or invented, is answered once", async () => {
    const prefixes = commands.flatMap(({ ids }) => ids?.prefix ?? []);
    const actions = [
      "open",
      "post",
      "page",
      "show",
      "list",
      "choose",
      "pause",
      "resume",
      "limit",
      "score",
      "part",
      "turn",
    ];
    const argument = fc.oneof(
      typed,
      fc.constantFrom("", "0", "1", "-1", "1e9", "NaN", "lesswrong:comment:x", "99999999"),
    );
    const id = fc
      .tuple(fc.constantFrom(...prefixes), fc.constantFrom(...actions), fc.array(argument, { maxLength: 3 }))
      .map(([prefix, action, args]) => ["1", prefix, action, ...args].join("|").slice(0, 100));
    for (const customId of fc.sample(id, { numRuns: runs, seed: 10 })) {
      const shown = await world.moderator.command("lookup", { text: "clock" });
      await expectOneAnswer(await pressAs(world.moderator, await shown.settled(), customId));
    }
  });
});
