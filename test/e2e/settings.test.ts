import type { Answer } from "loopback-discord/driver/answer.ts";
import type { LoopbackMember } from "loopback-discord/driver/member.ts";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { World } from "./world.ts";

let world: World;

beforeEach(async () => {
  world = await World.withSample();
});
afterEach(() => world.close());

const clock = () => world.post("harbour clock");
const clockUrl = () => `https://www.lesswrong.com/posts/${clock()._id}/${clock().slug}`;
const card = () => world.moderator.command("settings");
const said = (answer: Answer) =>
  [answer.message.text, ...answer.followUps.map(({ text }) => text)].join("\n");

function chosen() {
  return world.bot.app.store.settings.ofGuild(world.guild.id);
}

/** A member with a role of their own. */
function memberWithRole(name: string): { readonly member: LoopbackMember; readonly roleId: string } {
  const member = world.guild.addMember({ name, permissions: ["AddReactions"] });
  const roleId = world.guild.state.members.get(member.id)?.roleIds.at(-1) ?? "";
  return { member, roleId };
}

describe("/settings", () => {
  it("shows every setting on one card that only its reader sees", async () => {
    const { message } = await card();
    expect(message.isEphemeral).toBe(true);
    for (const text of ["Comments deleted", "Score line", "0 of 100 follows", "nobody", "Sites that may"])
      expect(message.text).toContain(text);
    expect(message.text).toContain("Alignment Forum");
  });

  it("is only for those who manage the server, even when a control is pressed", async () => {
    const { member: other } = memberWithRole("Other");
    await expect(other.command("settings")).rejects.toThrow();
    const manager = world.guild.addMember({ name: "Former", permissions: ["ManageGuild"] });
    const answer = await manager.command("settings");
    const role = world.guild.state.roles.get(world.guild.state.members.get(manager.id)?.roleIds.at(-1) ?? "");
    Object.assign(role ?? {}, { permissions: 0n });
    expect(said(await manager.press(answer, "Remove messages"))).toContain("You need **Manage Server**");
    expect(said(await manager.press(answer, "Change limit"))).toContain("You need **Manage Server**");
    expect((await chosen()).deletions).toBe("tombstone");
  });

  it("says plainly that a control is from another version", async () => {
    const answer = await card();
    const section = JSON.parse(JSON.stringify(answer.message.components)) as typeof answer.message.components;
    expect(JSON.stringify(section)).toContain("1|settings|deletions|remove");
    const text = JSON.stringify(answer.message.components).replace("|deletions|remove", "|deletions|vanish");
    (answer.message.components as unknown[]).splice(0, 1, ...(JSON.parse(text) as unknown[]));
    expect(said(await world.moderator.press(answer, "Remove messages"))).toContain("older version");
  });

  it("keeps its choices across a restart, and works from an older card", async () => {
    const answer = await card();
    await world.moderator.press(answer, "Hide scores");
    await world.stopBot();
    await world.startBot();
    expect((await card()).message.text).toContain("New and edited messages show no score.");
    await world.moderator.press(answer, "Show scores");
    expect((await chosen()).showsScore).toBe(true);
  });

  it("changes nothing twice if a button is pressed twice", async () => {
    const answer = await card();
    await Promise.all([1, 2].map(() => world.moderator.press(answer, "Remove messages")));
    expect((await chosen()).deletions).toBe("remove");
    expect(answer.message.text).toContain("Their messages are removed.");
  });
});

describe("simultaneous changes by several managers", () => {
  it("all take effect", async () => {
    for (let round = 0; round < 5; round += 1) {
      const [first, second] = [await card(), await card()];
      const choose =
        round % 2 === 0 ? ["Remove messages", "Hide scores"] : ["Leave a tombstone", "Show scores"];
      await Promise.all([
        world.moderator.press(first, choose[0] ?? ""),
        world.moderator.press(second, choose[1] ?? ""),
      ]);
      const { deletions, showsScore } = await chosen();
      expect([deletions, showsScore]).toEqual(round % 2 === 0 ? ["remove", false] : ["tombstone", true]);
    }
  });

  it("keep a limit that one set and the other left unchanged", async () => {
    const open = async () => (await world.moderator.press(await card(), "Change limit")).modal;
    const [early, late] = [await open(), await open()];
    await world.moderator.submit(late, { value: "7" });
    const answer = await world.moderator.submit(early);
    expect(answer.message.text).toContain("0 of 7 follows");
    await world.moderator.submit(early, { value: "8" });
    expect((await chosen()).followLimit).toBe(8);
  });

  it("add and remove authors independently", async () => {
    for (const displayName of ["Ann", "Bea", "Cid"]) world.forum.addUser({ displayName });
    const open = async () => (await world.moderator.press(await card(), "Change authors")).modal;
    const submit = async (modal: Answer["modal"], value: string) =>
      (await world.moderator.submit(modal, { value })).settled();
    await submit(await open(), "Ann");
    const [first, second, third] = [await open(), await open(), await open()];
    await Promise.all([submit(first, "Ann\nBea"), submit(second, "Ann\nCid")]);
    await submit(third, "");
    expect((await chosen()).mutedAuthors.map(({ name }) => name).sort()).toEqual(["Bea", "Cid"]);
  });

  it("apply to menus that were shown before", async () => {
    const roles = [memberWithRole("One").roleId, memberWithRole("Two").roleId];
    const [first, second] = [await card(), await card()];
    await Promise.all([
      world.moderator.select(first, "Choose roles", [roles[0] ?? ""]),
      world.moderator.select(second, "Choose roles", [roles[1] ?? ""]),
    ]);
    expect([...(await chosen()).followerRoleIds].sort()).toEqual([...roles].sort());
    await world.moderator.select(first, "Choose sites", ["lesswrong", "eaforum"]);
    await world.moderator.select(second, "Choose sites", ["lesswrong", "alignmentforum"]);
    expect((await chosen()).sites).toEqual(["lesswrong"]);
  });
});

describe("deleted comments", () => {
  const add = (html: string) => world.forum.addComment({ postId: clock()._id, html, author: "Ann" });
  const shows = (text: string) =>
    world.channel.threads()[0]?.messages.some(({ content }) => content.includes(text));
  const sweep = async () => {
    await world.bot.app.store.sweeps.forget({ site: "lesswrong" });
  };

  it("become tombstones, which disappear if the server wants them removed", async () => {
    const doomed = add("<p>Soon taken back.</p>");
    await world.mirrored(clockUrl());
    expect(shows("Soon taken back")).toBe(true);
    world.forum.deleteComment(doomed._id, { isPublic: true });
    await sweep();
    await world.discord.until(() => shows("a deleted comment") === true && !shows("Soon taken back"));
    const before = world.channel.threads()[0]?.messages.length ?? 0;
    await world.moderator.press(await card(), "Remove messages");
    await world.discord.until(() => world.channel.threads()[0]?.messages.length === before - 1);
    expect(shows(doomed._id)).toBe(false);
  });

  it("vanish at once with all their parts if the server chose that, and come back when they are undeleted", async () => {
    await world.moderator.press(await card(), "Remove messages");
    const doomed = add(`<p>${"Long and soon taken back. ".repeat(120)}</p>`);
    await world.mirrored(clockUrl());
    const before = world.channel.threads()[0]?.messages.length ?? 0;
    world.forum.deleteComment(doomed._id, { isPublic: true });
    await sweep();
    await world.discord.until(() => world.channel.threads()[0]?.messages.length === before - 2);
    expect([shows("soon taken back"), shows(doomed._id)]).toEqual([false, false]);
    world.forum.undeleteComment(doomed._id);
    await sweep();
    await world.discord.until(() => world.channel.threads()[0]?.messages.length === before);
  });
});

describe("the score line", () => {
  it("is left out of messages and of the first messages of forum posts", async () => {
    world.forum.addComment({ postId: clock()._id, html: "<p>Scored.</p>", baseScore: 4321 });
    await world.moderator.press(await card(), "Hide scores");
    const thread = await world.mirrored(clockUrl());
    const texts = thread.messages.map(({ text }) => text).join("\n");
    expect(texts).not.toMatch(/\d points?\b/);
    expect(texts).toContain("?commentId=");
  });
});

describe("who may follow what, where", () => {
  it("refuses sites that the server does not allow", async () => {
    await world.moderator.select(await card(), "Choose sites", ["eaforum"]);
    expect((await world.follow(clockUrl())).message.content).toBe(
      "This server does not follow LessWrong; it allows EA Forum. A manager can change that in `/settings`.",
    );
    await world.moderator.select(await card(), "Choose sites", ["lesswrong", "alignmentforum", "eaforum"]);
    expect((await chosen()).sites).toBeUndefined();
    await world.mirrored(clockUrl());
  });

  it("follows into the default channel if none is named", async () => {
    const second = world.guild.addForumChannel({ name: "second" });
    await world.discord.until(() => world.bot.gateway.channel(second.id) !== undefined);
    await world.moderator.select(await card(), "Choose a forum channel", [second.id]);
    const answer = await world.moderator.command("follow", { url: clockUrl() });
    await answer.settled(({ message }) => message.content.includes("Mirrored all"));
    expect([world.channel.threads().length, second.threads().length]).toEqual([0, 1]);
    await world.moderator.select(await card(), "Choose a forum channel", []);
    expect((await chosen()).defaultChannelId).toBeUndefined();
  });

  it("says so if it is the default channel that is gone", async () => {
    const second = world.guild.addForumChannel({ name: "second" });
    await world.discord.until(() => world.bot.gateway.channel(second.id) !== undefined);
    await world.moderator.select(await card(), "Choose a forum channel", [second.id]);
    second.delete();
    await world.discord.until(() => world.bot.gateway.channel(second.id) === undefined);
    const answer = await world.moderator.command("follow", { url: clockUrl() });
    await answer.settled();
    expect(said(answer)).toContain("This server's default channel is gone");
  });

  it("lets members of chosen roles follow, as long as they are chosen", async () => {
    const { member, roleId } = memberWithRole("Curator");
    const options = { url: clockUrl(), channel: world.channel.id };
    expect(said(await member.command("follow", options))).toContain("or a role that may add follows");
    await world.moderator.select(await card(), "Choose roles", [roleId]);
    const answer = await member.command("follow", options);
    await answer.settled(({ message }) => message.content.includes("Mirrored all"));
    await world.moderator.select(await card(), "Choose roles", []);
    expect(said(await member.command("follow", options))).toContain("or a role that may add follows");
  });

  it("allows only as many follows as the server's limit", async () => {
    const { modal } = await world.moderator.press(await card(), "Change limit");
    expect(said(await world.moderator.submit(modal, { value: "many" }))).toContain("whole number from 1");
    const changed = await world.moderator.submit(modal, { value: "1" });
    expect(changed.message.text).toContain("0 of 1 follow");
    await world.mirrored(clockUrl());
    const url = `https://www.lesswrong.com/posts/${world.post("thermometer")._id}`;
    expect((await world.follow(url)).message.content).toContain("reached its limit of 1 follow");
  });
});

describe("authors not to mirror", () => {
  async function mute(lines: string): Promise<Answer> {
    const { modal } = await world.moderator.press(await card(), "Change authors");
    return await (await world.moderator.submit(modal, { value: lines })).settled();
  }

  it("are left out, and replies to them say so", async () => {
    const loud = world.forum.addComment({ postId: clock()._id, html: "<p>Loud words.</p>", author: "Loud" });
    world.forum.addComment({ parentCommentId: loud._id, html: "<p>Quiet answer.</p>", author: "Ann" });
    const answer = await mute("https://www.lesswrong.com/users/loud");
    expect(answer.message.text).toContain("Loud");
    const thread = await world.mirrored(clockUrl());
    const texts = thread.messages.map(({ content }) => content).join("\n");
    expect(texts).not.toContain("Loud words");
    expect(texts).toMatch(/↩ \[a comment that is not shown here\].*\nQuiet answer/);
    world.forum.addComment({ postId: clock()._id, html: "<p>Loud again.</p>", author: "Loud" });
    world.forum.addComment({ postId: clock()._id, html: "<p>Still quiet.</p>", author: "Ann" });
    await world.discord.until(() => thread.messages.some(({ content }) => content.includes("Still quiet")));
    expect(thread.messages.some(({ content }) => content.includes("Loud again"))).toBe(false);
    expect(said(await world.follow("https://www.lesswrong.com/users/loud"))).toContain(
      "does not mirror Loud",
    );
  });

  it("are named by slug or name on every site, and forgotten when they are taken off the list", async () => {
    world.forum.addUser({ displayName: "Twice Known" });
    world.forum.addUser({ database: "eaforum", displayName: "Twice Known" });
    await mute("Twice Known\n\n@twice-known");
    expect((await chosen()).mutedAuthors).toHaveLength(2);
    await mute("");
    expect((await chosen()).mutedAuthors).toEqual([]);
  });

  it("stay unchanged if a new one is unknown, or if a site cannot be asked", async () => {
    expect(said(await mute("Nobody At *All*"))).toContain("No site knows Nobody At \\*All\\*");
    world.forum.inject({ kind: "status", status: 503, times: 20 });
    expect(said(await mute("Somebody"))).toContain("is not answering at the moment");
    expect((await chosen()).mutedAuthors).toEqual([]);
  });
});

describe("a follow's trouble", () => {
  it("is reported once in the chosen channel", async () => {
    const [general] = world.guild.channels.filter(({ name }) => name === "general");
    await world.moderator.select(await card(), "Choose a channel", [general?.id ?? ""]);
    await world.mirrored(clockUrl());
    const [follow] = await world.bot.app.store.follows.ofGuild(world.guild.id);
    const break_ = async () => {
      world.forum.addComment({ postId: clock()._id, html: "<p>More.</p>" });
      await world.discord.until(() => world.discord.channel(general?.id ?? "") !== undefined);
    };
    world.channel.setOverwrites([{ for: "bot", deny: ["ManageWebhooks"] }]);
    await world.discord.until(
      () =>
        world.bot.app.publisher.diagnose({ guildId: world.guild.id, channelId: world.channel.id }) !==
        undefined,
    );
    await break_();
    const reports = () => (general?.messages ?? []).filter(({ content }) => content.includes("has stopped"));
    await world.discord.until(() => reports().length === 1);
    expect(reports()[0]?.content).toMatch(/^⚠️ \*\*Post\*\* \[How the harbour clock.*Manage Webhooks/s);
    if (follow !== undefined) await world.bot.app.mirror.follows.resume(follow);
    const isTroubled = async () =>
      (await world.bot.app.store.follows.get(follow?.id ?? 0))?.state === "troubled";
    await expect.poll(isTroubled).toBe(true);
    expect(reports()).toHaveLength(1);
  });

  it("is not reported where the bot may not write", async () => {
    const closed = world.guild.addTextChannel({
      name: "closed",
      overwrites: [{ for: "bot", deny: ["SendMessages"] }],
    });
    const answer = await world.moderator.select(await card(), "Choose a channel", [closed.id]);
    expect(said(answer)).toContain(`I may not write in <#${closed.id}>`);
    expect((await chosen()).troubleChannelId).toBeUndefined();
  });

  it("is not reported where the bot sees nothing, and /settings says what it lacks", async () => {
    const hidden = world.guild.addTextChannel({
      name: "hidden",
      overwrites: [{ for: "bot", deny: ["ViewChannel"] }],
    });
    const answer = await world.moderator.select(await card(), "Choose a channel", [hidden.id]);
    expect(said(answer)).toContain("I lack **View Channel** in that channel");
    hidden.setOverwrites([]);
    await world.moderator.select(await card(), "Choose a channel", [hidden.id]);
    expect((await chosen()).troubleChannelId).toBe(hidden.id);
  });
});
