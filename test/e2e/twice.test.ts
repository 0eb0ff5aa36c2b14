import type { Answer, OpenModal } from "loopback-discord/driver/answer.ts";
import { interactiveComponents } from "loopback-discord/driver/find-component.ts";
import type { FieldValues } from "loopback-discord/driver/modal-fields.ts";
import type { LoopbackThread } from "loopback-discord/driver/thread.ts";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { expectOneAnswer } from "./one-answer.ts";
import { said } from "./reading.ts";
import { World } from "./world.ts";

let world: World;
let thread: LoopbackThread;
let comment: string;

beforeAll(async () => {
  world = await World.withSample();
  const { _id: postId } = world.post("harbour clock");
  const html = "<p>The spare clock was right.</p><p>It was wound.</p>";
  comment = `lesswrong:comment:${world.forum.addComment({ postId, html, author: "Tobias Rehn" })._id}`;
  thread = await world.mirrored(`https://www.lesswrong.com/posts/${postId}`);
  await world.bot.app.archive.settled();
});
afterAll(() => world.close());

const ask = async (name: string, options: Record<string, string> = {}) =>
  await (await world.moderator.command(name, options)).settled();

async function settingsModal(button: string): Promise<OpenModal> {
  return (await world.moderator.press(await ask("settings"), button)).modal;
}

describe("a form that is sent twice", () => {
  const forms: Readonly<Record<string, readonly [() => Promise<OpenModal>, FieldValues]>> = {
    "of /quote": [async () => (await ask("quote", { comment })).modal, { words: "The spare clock" }],
    "of /reply": [async () => (await ask("reply", { comment })).modal, { text: "Was it?" }],
    "of Edit reply": [
      async () => {
        const reply = thread.messages.findLast(({ content }) => content.includes("Was it?"));
        if (reply === undefined) throw new Error("no reply");
        return (await world.moderator.menu("Edit reply", reply)).modal;
      },
      { text: "It was." },
    ],
    "of the limit of follows": [() => settingsModal("Change limit"), { value: "7" }],
    "of muted authors": [() => settingsModal("Change authors"), { value: "Ines Okonkwo" }],
  };

  it.each(Object.entries(forms))("%s is answered twice", async (_, [open, values]) => {
    const modal = await open();
    const send = () => world.moderator.submit(modal, values);
    for (const answer of await Promise.all([send(), send()])) await expectOneAnswer(await answer.settled());
  });
});

describe("the message that a form posts", () => {
  const countOf = (words: string) => thread.messages.filter(({ text }) => text.includes(words)).length;
  const isLocked = () => {
    const channel = world.bot.gateway.channel(thread.id);
    return channel?.isThread() && channel.locked === true;
  };

  it("is posted once even if the form of /reply is sent again, and the second answer links to it", async () => {
    const { modal } = await ask("reply", { comment });
    const send = async () =>
      await (await world.moderator.submit(modal, { text: "Only once, please." })).settled();
    const both = await Promise.all([send(), send()]);
    expect(countOf("Only once, please.")).toBe(1);
    expect(both.map(said).toSorted()).toEqual([
      expect.stringMatching(/^\s*That reply is on its way already/),
      expect.stringContaining("Your reply is here"),
    ]);
    const again = await send();
    expect(said(again)).toContain(`That reply was posted already: ${thread.messages.at(-1)?.url}`);
    expect(countOf("Only once, please.")).toBe(1);
  });

  it("is posted once even if the form of /quote is sent again, and the second answer links to it", async () => {
    const { modal } = await ask("quote", { comment });
    const send = async () =>
      await (await world.moderator.submit(modal, { words: "spare clock was right" })).settled();
    const both = await Promise.all([send(), send()]);
    const posted = both.filter(({ message }) => !message.isEphemeral);
    expect(posted).toHaveLength(1);
    expect(both.map(said).join()).toContain("That was quoted already");
    expect(said(await send())).toContain(`That was quoted already: ${posted[0]?.message.url}`);
  });

  it("can be sent again if it was certainly not posted", async () => {
    const { modal } = await ask("reply", { comment });
    const send = async () =>
      await (await world.moderator.submit(modal, { text: "After the lock." })).settled();
    thread.lock({ archive: false });
    await world.discord.until(() => isLocked() === true);
    expect(said(await send())).toContain("thread is locked");
    thread.unlock();
    await world.discord.until(() => !isLocked());
    expect(said(await send())).toContain("Your reply is here");
  });
});

describe("a choice that is sent twice", () => {
  const menus: Readonly<Record<string, () => Promise<Answer>>> = {
    "in /following": () => ask("following"),
    "in the results of /lookup": () => ask("lookup", { text: "clock" }),
    "in /settings": () => ask("settings"),
  };

  it.each(Object.entries(menus))("%s is answered twice", async (_, show) => {
    const count = selectsOf(await show()).length;
    expect(count).toBeGreaterThan(0);
    for (let at = 0; at < count; at += 1) {
      const shown = await show();
      const menu = selectsOf(shown)[at];
      const values =
        menu?.options?.slice(0, Math.max(1, menu.min_values ?? 1)).map(({ value }) => value) ?? [];
      const send = () => world.moderator.select(shown, menu?.custom_id ?? "", values);
      for (const answer of await Promise.all([send(), send()])) await expectOneAnswer(await answer.settled());
    }
  });

  /** Lists the menus with the bot's own choices. */
  function selectsOf({ message }: Answer) {
    return interactiveComponents(message).filter(({ type }) => type === 3);
  }
});

describe("Remove in /following, pressed twice", () => {
  it("ends the follow once and answers twice, at the same time and one after the other", async () => {
    const shown = await (await world.moderator.select(await ask("following"), /choose/, ["1"])).settled();
    const late = await (await world.moderator.select(await ask("following"), /choose/, ["1"])).settled();
    for (const answer of [shown, late]) await (await world.moderator.press(answer, "Remove")).settled();
    const press = (answer: Answer) => world.moderator.press(answer, "Stop and keep forum post");
    const both = await Promise.all([press(shown), press(shown)]);
    for (const answer of both) await expectOneAnswer(await answer.settled());
    expect(await world.bot.app.store.follows.ofGuild(world.guild.id)).toEqual([]);
    const again = await (await press(late)).settled();
    expect(said(again)).toContain("This server has no such follow");
    expect(thread.messages.length).toBeGreaterThan(5);
  });
});
