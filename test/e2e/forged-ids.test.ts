import type { LoopbackChannel } from "loopback-discord/driver/channel.ts";
import type { LoopbackGuild } from "loopback-discord/driver/guild.ts";
import type { LoopbackMember } from "loopback-discord/driver/member.ts";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { asIfIn, pressAs, selectForged, submitAs } from "./forge.ts";
import { said } from "./reading.ts";
import { World } from "./world.ts";

let world: World;
let other: LoopbackGuild;
let foreign: LoopbackChannel;
let stranger: LoopbackMember;

beforeEach(async () => {
  world = await World.withSample();
  other = world.discord.addGuild({ name: "Elsewhere" });
  foreign = other.addForumChannel({ name: "theirs" });
  stranger = other.addMember({ name: "Stranger", permissions: ["ManageThreads", "ManageGuild"] });
  await world.discord.until(() => world.bot.gateway.channel(foreign.id) !== undefined);
});
afterEach(() => world.close());

const refusal = "This server has no such channel";
const clock = () => world.post("harbour clock");
const clockUrl = () => `https://www.lesswrong.com/posts/${clock()._id}/${clock().slug}`;
const settings = () => world.moderator.command("settings");
const chosen = () => world.bot.app.store.settings.ofGuild(world.guild.id);

/** Mirrors a comment in both servers. Returns its place in the other one. */
async function mirroredInBoth() {
  const comment = world.forum.addComment({ postId: clock()._id, html: "<p>Both.</p><p>Two.</p>" });
  const thread = await world.mirrored(clockUrl());
  const answer = await stranger.command("follow", { url: clockUrl(), channel: foreign.id });
  await answer.settled(({ message }) => message.content.includes("Mirrored all"));
  const theirs = foreign.threads()[0]?.messages.find(({ content }) => content.includes("Both."));
  return { reference: `lesswrong:comment:${comment._id}`, thread, theirs: theirs?.id ?? "" };
}

describe("a channel of another server", () => {
  it("cannot be the target of a follow, whatever the interaction says about it", async () => {
    const options = { url: clockUrl(), channel: foreign.id };
    for (let attempt = 0; attempt < 2; attempt += 1) {
      const answer = await asIfIn(world.guild.id, foreign, () => world.moderator.command("follow", options));
      expect(said(await answer.settled())).toContain(refusal);
    }
    expect(foreign.threads()).toEqual([]);
    expect(await world.bot.app.store.follows.all()).toEqual([]);
    const own = await world.moderator.command("follow", { url: clockUrl() });
    await own.settled(({ message }) => message.content.includes("Mirrored all"));
    expect([world.channel.threads().length, foreign.threads().length]).toEqual([1, 0]);
  });

  it("can be neither the default channel nor the channel for reports", async () => {
    const card = await settings();
    expect(said(await world.moderator.select(card, "Choose a forum channel", [foreign.id]))).toContain(
      refusal,
    );
    const text = other.channels.find(({ name }) => name === "general")?.id ?? "";
    expect(said(await world.moderator.select(card, "Choose a channel", [text]))).toContain(refusal);
    expect(await chosen()).toMatchObject({ defaultChannelId: undefined, troubleChannelId: undefined });
  });

  it("gets nothing from a follow stored before such channels were refused", async () => {
    const { store } = world.bot.app;
    await world.mirrored(clockUrl());
    const [follow] = await store.follows.all();
    if (follow === undefined) throw new Error("nothing is followed");
    const noted = { ...follow, channelId: foreign.id, target: { kind: "site" } as const };
    const { follow: added } = await store.follows.add(noted);
    world.bot.app.mirror.follows.begin(added);
    const state = async () => (await store.follows.get(added.id))?.state;
    await expect.poll(state).toBe("troubled");
    expect(foreign.threads()).toEqual([]);
  });
});

describe("a channel of the server that a member cannot see", () => {
  it("cannot be the target of their follow", async () => {
    const curator = world.guild.addMember({ name: "Curator", permissions: ["ManageThreads"] });
    const hidden = world.guild.addForumChannel({
      name: "hidden",
      overwrites: [{ for: curator.id, deny: ["ViewChannel"] }],
    });
    await world.discord.until(() => world.bot.gateway.channel(hidden.id) !== undefined);
    const answer = await curator.command("follow", { url: clockUrl(), channel: hidden.id });
    expect(said(await answer.settled())).toContain(refusal);
  });
});

describe("a role of another server", () => {
  it("lets no one follow", async () => {
    const role = other.state.members.get(stranger.id)?.roleIds.at(-1) ?? "";
    const answer = await world.moderator.select(await settings(), "Choose roles", [role]);
    expect(said(answer)).toContain("This server has no such role");
    expect((await chosen()).followerRoleIds).toEqual([]);
  });
});

describe("a choice that a menu does not offer", () => {
  it("is refused, and changes nothing", async () => {
    const card = await settings();
    const sites = await selectForged(world.moderator, card, "Choose sites", "rubbish");
    expect(said(sites)).toContain("not one of the choices");
    expect((await chosen()).sites).toBeUndefined();
    await mirroredInBoth();
    const list = await world.moderator.command("following");
    const [theirs] = await world.bot.app.store.follows.ofGuild(other.id);
    const follow = await selectForged(world.moderator, list, /choose/, String(theirs?.id));
    expect(said(follow)).toContain("not one of the choices");
  });
});

describe("ids in custom ids", () => {
  it("of another server's follows are refused", async () => {
    await mirroredInBoth();
    const [theirs] = await world.bot.app.store.follows.ofGuild(other.id);
    const list = await world.moderator.command("following");
    await (await world.moderator.select(list, /choose/, ["1"])).settled();
    for (const action of ["pause", "resume", "remove"]) {
      const answer = await pressAs(world.moderator, list, `1|following|${action}|0|${theirs?.id}`);
      expect(said(answer)).toContain("no such follow");
    }
    expect((await world.bot.app.store.follows.get(theirs?.id ?? 0))?.state).toBe("active");
  });

  it("of another server's messages lead to this server's messages", async () => {
    const { reference, thread, theirs } = await mirroredInBoth();
    const { modal } = await world.moderator.command("reply", { comment: reference });
    const customId = `1|reply|write|${reference}|${theirs}|${modal.interaction.id}`;
    await submitAs(world.moderator, modal, customId, { text: "Here." });
    expect(thread.messages.at(-1)?.content).toContain("Here.");
    expect(foreign.threads()[0]?.messages.some(({ content }) => content.includes("Here."))).toBe(false);
  });

  it("of another member's replies change and reveal nothing", async () => {
    const { reference } = await mirroredInBoth();
    const { modal } = await stranger.command("reply", { comment: reference });
    await (await stranger.submit(modal, { text: "Theirs." })).settled();
    const message = foreign.threads()[0]?.messages.at(-1);
    const own = (await world.moderator.command("reply", { comment: reference })).modal;
    const opening = modal.interaction.id;
    const asked = await submitAs(world.moderator, own, `1|reply|write|${reference}|0|${opening}`, {
      text: "x",
    });
    expect(said(asked)).toContain("older version");
    expect(said(asked)).not.toContain(foreign.threads()[0]?.id);
    const edited = await submitAs(world.moderator, own, `1|edit-reply|${message?.id}`, { text: "x" });
    expect(said(edited)).toContain("already gone");
    expect(message?.content).toContain("Theirs.");
  });

  it("of another server's quotes reveal nothing", async () => {
    const { reference } = await mirroredInBoth();
    const { modal } = await stranger.command("quote", { comment: reference });
    await (await stranger.submit(modal, {})).settled();
    const own = (await world.moderator.command("quote", { comment: reference })).modal;
    const version = own.customId.split("|")[4] ?? "";
    const customId = `1|quote|choose|${reference}|${version}|${modal.interaction.id}`;
    expect(said(await submitAs(world.moderator, own, customId, {}))).toBe("That was quoted already.");
  });
});
