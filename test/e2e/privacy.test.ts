import type { Answer } from "loopback-discord/driver/answer.ts";
import type { LoopbackMember } from "loopback-discord/driver/member.ts";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Language } from "../../src/language/english.ts";
import { english } from "../../src/language/english.ts";
import { World } from "./world.ts";

let world: World;

beforeEach(async () => {
  world = await World.withSample();
});
afterEach(() => world.close());

const say: Language["privacy"] = english.privacy;
const clock = () => world.post("harbour clock");
const clockUrl = () => `https://www.lesswrong.com/posts/${clock()._id}/${clock().slug}`;
const said = (answer: Answer) =>
  [
    answer.interaction.original === undefined ? "" : answer.message.text,
    ...answer.followUps.map(({ text }) => text),
  ].join("\n");

async function press(member: LoopbackMember, answer: Answer, button: string): Promise<Answer> {
  return await (await member.press(answer, button)).settled();
}

/** Replies to the first mirrored comment as a member. */
async function replyAs(member: LoopbackMember): Promise<void> {
  const [comment] = await world.bot.app.archive.search.suggest("clock", 1);
  const opened = await member.command("reply", { comment: comment ?? "" });
  await (await member.submit(opened.modal, { text: "I was there." })).settled();
}

const replies = () =>
  world.channel
    .threads()
    .flatMap(({ messages }) => messages.filter(({ text }) => text.includes("I was there")));

function exported(answer: Answer): Readonly<Record<string, readonly Record<string, unknown>[]>> {
  return JSON.parse(answer.message.attachmentText()) as ReturnType<typeof exported>;
}

function takeRights(member: LoopbackMember): void {
  const roleId = world.guild.state.members.get(member.id)?.roleIds.at(-1) ?? "";
  Object.assign(world.guild.state.roles.get(roleId) ?? {}, { permissions: 0n });
}

describe("/privacy in a server", () => {
  it("tells anyone what is kept about whom, and offers the server's data only to managers", async () => {
    const reader = world.guild.addMember({ name: "Reader" });
    const answer = await reader.command("privacy");
    expect(answer.message.isEphemeral).toBe(true);
    for (const text of [say.about.authors, say.about.server, say.about.you, "30 days"])
      expect(answer.message.text).toContain(text);
    await expect(reader.press(answer, say.exportServer)).rejects.toThrow();
    await press(world.moderator, await world.moderator.command("privacy"), say.exportServer);
  });

  it("says outside a server that there is no server to keep anything about", async () => {
    const stranger = world.discord.addUser({ name: "Stranger" });
    expect(said(await stranger.command("privacy"))).toContain(say.about.outside);
  });

  it("exports all of the server's rows as a file that only the manager sees", async () => {
    await world.mirrored(clockUrl());
    await replyAs(world.moderator);
    const answer = await press(world.moderator, await world.moderator.command("privacy"), say.exportServer);
    expect(answer.message.isEphemeral).toBe(true);
    const data = exported(answer);
    expect(data).toMatchObject({ server: { id: world.guild.id, name: "Reading group" } });
    expect([data.follows?.length, data.threads?.length, data.replies?.length]).toEqual([1, 1, 1]);
    const shown = world.channel.threads()[0]?.messages.length ?? 0;
    expect(data.ledger?.length).toBe(shown - 2);
  });

  it("deletes the server's data once its name was typed, and leaves Discord unchanged", async () => {
    await world.mirrored(clockUrl());
    const before = world.channel.threads()[0]?.messages.length;
    const opened = await world.moderator.press(await world.moderator.command("privacy"), say.deleteServer);
    const wrong = await (await world.moderator.submit(opened.modal, { name: "Other" })).settled();
    expect(said(wrong)).toContain(say.deleteMismatch);
    expect(await world.bot.app.store.follows.ofGuild(world.guild.id)).toHaveLength(1);
    const right = await (await world.moderator.submit(opened.modal, { name: "Reading group" })).settled();
    expect(said(right)).toContain(say.deleted);
    const left = await world.bot.app.store.guildData.export(world.guild.id);
    expect(Object.values(left).flat()).toEqual([]);
    expect(world.channel.threads()[0]?.messages.length).toBe(before);
  });

  it("checks the permission again when a button is pressed and when the name is sent", async () => {
    await world.mirrored(clockUrl());
    const former = world.guild.addMember({ name: "Former", permissions: ["ManageGuild"] });
    const answer = await former.command("privacy");
    const opened = await former.press(answer, say.deleteServer);
    takeRights(former);
    for (const button of [say.exportServer, say.deleteServer])
      expect(said(await press(former, answer, button))).toContain("You need **Manage Server**");
    const sent = await (await former.submit(opened.modal, { name: "Reading group" })).settled();
    expect(said(sent)).toContain("You need **Manage Server**");
    expect(await world.bot.app.store.follows.ofGuild(world.guild.id)).toHaveLength(1);
  });
});

describe("the data kept about a member", () => {
  it("is forgotten, and their replies are kept or deleted as they wish", async () => {
    await world.mirrored(clockUrl());
    const [ada, ben] = [world.guild.addMember({ name: "Ada" }), world.guild.addMember({ name: "Ben" })];
    await replyAs(ada);
    await replyAs(ben);
    expect(replies()).toHaveLength(2);
    const mine = await press(ada, await ada.command("privacy"), say.forgetMe);
    expect(said(await press(ada, mine, say.forgetOnly))).toContain(say.forgotten);
    expect(replies()).toHaveLength(2);
    const theirs = await press(ben, await ben.command("privacy"), say.forgetMe);
    expect(said(await press(ben, theirs, say.forgetAll))).toContain(say.forgotten);
    expect(replies()).toHaveLength(1);
    for (const { id } of [ada, ben])
      expect(await world.bot.app.store.memberData.of(id)).toEqual({ replies: 0, follows: 0, settings: 0 });
  });

  it("no longer names them in follows and settings, which stay", async () => {
    await world.mirrored(clockUrl());
    await world.moderator.press(await world.moderator.command("settings"), "Hide scores");
    const mine = await press(world.moderator, await world.moderator.command("privacy"), say.forgetMe);
    await press(world.moderator, mine, say.forgetOnly);
    const data = await world.bot.app.store.guildData.export(world.guild.id);
    expect(JSON.stringify(data)).not.toContain(world.moderator.id);
    expect(data.follows).toHaveLength(1);
    expect(data.settings).toMatchObject([{ choices: { showsScore: false } }]);
  });

  it("is kept for a reply that cannot be deleted now", async () => {
    await world.mirrored(clockUrl());
    const ada = world.guild.addMember({ name: "Ada" });
    await replyAs(ada);
    const mine = await press(ada, await ada.command("privacy"), say.forgetMe);
    const outage = world.discord.inject({
      method: "DELETE",
      route: /webhooks.*messages/,
      fault: { kind: "status", status: 503 },
    });
    expect(said(await press(ada, mine, say.forgetAll))).toContain(say.notAllDeleted(1));
    outage.remove();
    expect((await world.bot.app.store.memberData.of(ada.id)).replies).toBe(1);
  });
});
