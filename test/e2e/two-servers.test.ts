import type { Answer } from "loopback-discord/driver/answer.ts";
import type { LoopbackChannel } from "loopback-discord/driver/channel.ts";
import type { LoopbackGuild } from "loopback-discord/driver/guild.ts";
import type { LoopbackMember } from "loopback-discord/driver/member.ts";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Reference } from "../../src/forum/reference.ts";
import { World } from "./world.ts";

let world: World;
let other: LoopbackGuild;
let channel: LoopbackChannel;
/** Moderates the other server. */
let rival: LoopbackMember;
/** Mirrored in the first server, and in the other one. */
let comment: Reference<"comment">;
let own: Reference<"comment">;

beforeEach(async () => {
  world = await World.withSample();
  other = world.discord.addGuild({ name: "Rivals" });
  channel = other.addForumChannel({ name: "elsewhere" });
  rival = other.addMember({ name: "Rival", permissions: ["ManageThreads", "ManageGuild", "ManageMessages"] });
  const add = (title: string, html: string) =>
    world.forum.addComment({ postId: world.post(title)._id, html });
  comment = `lesswrong:comment:${add("harbour clock", "<p>The spare clock.</p>")._id}`;
  own = `lesswrong:comment:${add("baking log", "<p>The starter.</p>")._id}`;
  await world.mirrored(urlOf("harbour clock"));
  const answer = await rival.command("follow", { url: urlOf("baking log"), channel: channel.id });
  await answer.settled(({ message }) => /Mirrored all|Nothing to/.test(message.content));
});
afterEach(() => world.close());

function urlOf(title: string): string {
  const post = world.post(title);
  return `https://www.lesswrong.com/posts/${post._id}/${post.slug}`;
}

const said = (answer: Answer) =>
  [
    answer.interaction.original === undefined ? "" : answer.message.text,
    ...answer.followUps.map(({ text }) => text),
  ].join("\n");
const followsOf = (guild: LoopbackGuild) => world.bot.app.store.follows.ofGuild(guild.id);

async function idOf(guild: LoopbackGuild): Promise<number> {
  return (await followsOf(guild))[0]?.id ?? 0;
}

/** Puts ids of the first server into the custom ids of a message of the other one. */
function forge(answer: Answer, from: string, to: string): void {
  const { components } = answer.message;
  const text = JSON.stringify(components).replaceAll(from, to);
  (components as unknown[]).splice(0, components.length, ...(JSON.parse(text) as unknown[]));
}

describe("a server sees only its own", () => {
  it("follows in lists and choices", async () => {
    expect(said(await rival.command("following"))).not.toContain("clock");
    const choices = await rival.autocomplete("unfollow", { follow: "" }, "follow");
    expect(choices.map(({ value }) => value)).toEqual([String(await idOf(other))]);
  });

  it("follows, whatever id a choice or a button contains", async () => {
    const [own, foreign] = [await idOf(other), await idOf(world.guild)];
    const ended = await (await rival.command("unfollow", { follow: String(foreign) })).settled();
    expect(said(ended)).toContain("no such follow");
    for (const button of ["Pause", "Remove"]) {
      const list = await rival.command("following");
      await (await rival.select(list, "Choose a follow to pause, resume or remove", [String(own)])).settled();
      forge(list, `|0|${own}"`, `|0|${foreign}"`);
      expect(said(await (await rival.press(list, button)).settled())).toContain("no such follow");
    }
    expect((await followsOf(world.guild)).map(({ state }) => state)).toEqual(["active"]);
  });

  it("mirrors: no link leads to another server", async () => {
    for (const [name, options] of [
      ["quote", { comment, passage: "spare clock" }],
      ["context", { comment }],
      ["lookup", { text: "spare clock" }],
      ["lookup", { text: comment }],
    ] as const) {
      const answer = await (await rival.command(name, options)).settled();
      expect(JSON.stringify(answer.message)).not.toContain(world.guild.id);
    }
    expect(said(await (await rival.command("reply", { comment })).settled())).toContain(
      "not mirrored in this",
    );
  });

  it("replies: another server's can be neither edited nor deleted", async () => {
    const ada = world.guild.addMember({ name: "Ada" });
    const opened = await ada.command("reply", { comment });
    await (await ada.submit(opened.modal, { text: "Mine alone." })).settled();
    const message = world.channel
      .threads()
      .flatMap(({ messages }) => messages)
      .find(({ text }) => text.includes("Mine alone"));
    if (message === undefined) throw new Error("no reply");
    const theirs = await rival.command("reply", { comment: own });
    await (await rival.submit(theirs.modal, { text: "Theirs." })).settled();
    const reply = channel
      .threads()
      .flatMap(({ messages }) => messages)
      .find(({ text }) => text.includes("Theirs."));
    if (reply === undefined) throw new Error("no reply");
    const { modal } = await rival.menu("Edit reply", reply);
    const forged = { ...modal, customId: modal.customId.replace(reply.id, message.id) };
    expect(said(await (await rival.submit(forged, { text: "Taken over." })).settled())).toContain(
      "already gone",
    );
    expect(message.text).toContain("Mine alone.");
  });

  it("settings, and what /privacy exports", async () => {
    await world.moderator.press(await world.moderator.command("settings"), "Hide scores");
    expect(said(await rival.command("settings"))).toContain("show score and agreement");
    const exporting = await rival.press(await rival.command("privacy"), "Export server data");
    const file = (await exporting.settled()).message.attachmentText();
    for (const id of [world.guild.id, world.channel.id, world.moderator.id]) expect(file).not.toContain(id);
    expect(file).toContain(other.id);
  });
});
