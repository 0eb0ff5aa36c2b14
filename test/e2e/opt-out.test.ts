import type { Answer } from "loopback-discord/driver/answer.ts";
import { usualBotPermissions } from "loopback-discord/driver/guild.ts";
import type { LoopbackMember } from "loopback-discord/driver/member.ts";
import type { UserRecord } from "loopback-forum/records.ts";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { noBody } from "../../src/forum/body.ts";
import type { Reference } from "../../src/forum/reference.ts";
import { openStore } from "../../src/store/open-store.ts";
import { World } from "./world.ts";

let world: World;
let reader: LoopbackMember;
let ann: UserRecord;
let bob: UserRecord;

beforeEach(async () => {
  world = await World.withSample();
  reader = world.guild.addMember({ name: "Reader" });
  ann = world.forum.addUser({ displayName: "Ann Tide", karma: 99, bio: "Keeps the log." });
  bob = world.forum.addUser({ displayName: "Bob Reef", karma: 98 });
});
afterEach(() => world.close());

const annReference = (): Reference<"user"> => `lesswrong:user:${ann._id}`;
const clock = () => world.post("harbour clock");
const clockUrl = () => `https://www.lesswrong.com/posts/${clock()._id}/${clock().slug}`;
const profileUrl = (slug: string) => `https://www.lesswrong.com/users/${slug}`;
const urlOf = (id: string) => `${clockUrl()}?commentId=${id}`;
const said = (answer: Answer) =>
  [
    answer.interaction.original === undefined ? "" : answer.message.text,
    ...answer.followUps.map(({ text }) => text),
  ].join("\n");
const texts = (channel = world.channel) =>
  channel.threads().flatMap(({ messages }) => messages.map(({ text, username }) => `${username}: ${text}`));
const comment = (user: UserRecord, html: string, given = {}) =>
  world.forum.addComment({ postId: clock()._id, userId: user._id, html, ...given });

async function privacyOf(author: string, member = reader): Promise<Answer> {
  return await (await member.command("privacy", { author })).settled();
}

async function press(answer: Answer, button: string, member = reader): Promise<Answer> {
  return await (await member.press(answer, button)).settled();
}

/** Puts the code that Ann gets into her profile, and lets the bot look. */
async function prove(button: string): Promise<Answer> {
  const given = await press(await privacyOf(annReference()), button);
  const [, code = ""] = /\n([0-9a-f]{24})\n/.exec(said(given)) ?? [];
  world.forum.changeUser(ann._id, (user) => Object.assign(user, { bio: `Keeps the log. ${code}` }));
  return await press(given, "Check now");
}

async function carriedOut(): Promise<void> {
  await vi.waitUntil(async () => (await world.bot.app.store.optOuts.of(annReference()))?.stage === "done", {
    timeout: 20_000,
  });
}

describe("an author's opt-out", () => {
  it("removes their writing everywhere, while other writing stays", async () => {
    const first = comment(ann, "<p>Ann measures the <b>spring</b> tide.</p>");
    comment(bob, "<p>Bob doubts it.</p>", { parentCommentId: first._id });
    comment(ann, `<p>${"Ann goes on and on. ".repeat(150)}</p>`);
    const other = world.discord.addGuild({ name: "Elsewhere" });
    const channel = other.addForumChannel({ name: "tides" });
    const moderator = other.addMember({ name: "Else", permissions: ["ManageThreads"] });
    await world.mirrored(clockUrl());
    const following = await moderator.command("follow", { url: clockUrl(), channel: channel.id });
    await following.settled(({ message }) => /Mirrored all/.test(message.content));
    await reader.command("quote", { comment: `lesswrong:comment:${first._id}`, passage: "spring tide" });
    const replied = await reader.command("reply", { comment: `lesswrong:comment:${first._id}` });
    await (await reader.submit(replied.modal, { text: "I was there." })).settled();
    expect(texts().filter((text) => text.includes("Ann")).length).toBeGreaterThan(3);

    expect(said(await prove("This is me: opt out"))).toContain("you have opted out");
    await carriedOut();

    for (const place of [world.channel, channel]) {
      expect(texts(place).filter((text) => /Ann|spring|on and on/.test(text))).toEqual([]);
      expect(texts(place).join("\n")).toContain("Bob doubts it.");
      expect(texts(place).join("\n")).toContain("a comment whose author opted out of this bot");
    }
    expect(texts().join("\n")).toContain("I was there.");
    expect(
      world.guild.channels.flatMap(({ messages }) => messages.map(({ text }) => text)).join("\n"),
    ).not.toContain("spring");
    const card = said(await privacyOf(annReference()));
    expect(card).toContain("0 comments with text, no name or picture, no page");
    expect(card).toContain("found nothing");
    expect(await world.bot.app.store.optOuts.recordsOf(annReference())).toEqual([]);
  });

  it("covers their later writing, everywhere and under another name", async () => {
    await world.mirrored(clockUrl());
    await prove("This is me: opt out");
    await carriedOut();
    world.forum.renameUser(ann._id, "Captain Anna", "captain-anna");
    const late = comment(ann, "<p>Nobody reads the barnacles.</p>");
    comment(bob, "<p>Bob saw barnacles.</p>", { parentCommentId: late._id });
    await world.discord.until(() => texts().some((text) => text.includes("Bob saw")));
    expect(texts().join("\n")).not.toMatch(/Anna|Nobody reads/);
    await world.bot.app.archive.settled();
    const reference = `lesswrong:comment:${late._id}`;
    const refused = "opted out of this bot";
    expect(
      said(await (await reader.command("quote", { comment: reference, passage: "Nobody" })).settled()),
    ).not.toContain("barnacles");
    expect(said(await (await reader.command("context", { comment: urlOf(late._id) })).settled())).toContain(
      refused,
    );
    expect(said(await (await reader.command("lookup", { text: "barnacles" })).settled())).not.toContain(
      "Nobody reads",
    );
    expect(
      said(await (await reader.command("profile", { user: profileUrl("captain-anna") })).settled()),
    ).toContain(refused);
    expect(said(await (await reader.command("profile", { user: annReference() })).settled())).toContain(
      refused,
    );
    expect(await reader.autocomplete("profile", { user: "Captain" }, "user")).toEqual([]);
    expect(await reader.autocomplete("profile", { user: "Ann Tide" }, "user")).toEqual([]);
    expect(
      JSON.stringify(await reader.autocomplete("quote", { comment: "barnacles" }, "comment")),
    ).not.toContain("Nobody");
    expect((await world.follow(profileUrl("captain-anna"))).message.content).toContain(refused);
    const [kept] = (await world.bot.app.archive.comments.getMany([`lesswrong:comment:${late._id}`])).values();
    expect([kept?.author, kept?.body]).toEqual([undefined, noBody]);
  });

  it("ends follows of them and tells the server, while threads of their posts continue without them", async () => {
    const talk = world.guild.addTextChannel({ name: "talk" });
    await world.bot.app.store.settings.change(
      world.guild.id,
      { troubleChannelId: talk.id },
      { userId: "1", atMs: 0 },
    );
    const post = world.forum.addPost({
      title: "Secret soundings",
      userId: ann._id,
      html: "<p>Deep words.</p>",
    });
    world.forum.addComment({ postId: post._id, userId: bob._id, html: "<p>Bob agrees.</p>" });
    comment(ann, "<p>Ann once more.</p>");
    await world.mirrored(`https://www.lesswrong.com/posts/${post._id}/${post.slug}`);
    await world.mirrored(profileUrl(ann.slug));
    await prove("This is me: opt out");
    await carriedOut();
    expect(talk.messages.map(({ text }) => text).join("\n")).toContain("The follow has ended");
    const follows = await world.bot.app.store.follows.ofGuild(world.guild.id);
    expect(follows.map(({ title }) => title)).toEqual(["A post whose author opted out of this bot"]);
    world.forum.addComment({ postId: post._id, userId: bob._id, html: "<p>Bob goes on.</p>" });
    await world.discord.until(() => texts().some((text) => text.includes("Bob goes on")));
    expect(texts().join("\n")).not.toMatch(/Ann once|Ann Tide|Deep words|Secret soundings/);
    expect(world.channel.threads().map(({ name }) => name)).toEqual([
      "A post whose author opted out of this bot",
    ]);
  });

  it("continues after a crash, and in a paused follow", async () => {
    const mine = comment(ann, "<p>Ann before the crash.</p>");
    await world.mirrored(clockUrl());
    const [follow] = await world.bot.app.store.follows.ofGuild(world.guild.id);
    if (follow !== undefined) await world.bot.app.mirror.follows.pause(follow);
    await world.stopBot();
    const store = await openStore(world.databaseUrl);
    await store.optOuts.decide(annReference(), { direction: "out", proof: "operator", sinceMs: 1 });
    await store.optOuts.addRecords(annReference(), [`lesswrong:comment:${mine._id}`]);
    await store.close();
    await world.startBot();
    await carriedOut();
    expect(texts().join("\n")).not.toContain("Ann before");
  });

  it("removes their name from other people's lines where every follow is paused, and edits nothing else", async () => {
    const first = comment(ann, "<p>Ann measures the tide.</p>");
    const post = world.forum.addPost({ title: "Secret soundings", userId: ann._id, html: "<p>Deep.</p>" });
    const given = { postId: post._id, userId: bob._id };
    comment(bob, "<p>Bob doubts it.</p>", { parentCommentId: first._id });
    world.forum.addComment({ ...given, html: "<p>Bob agrees.</p>" });
    await world.mirrored(clockUrl());
    await world.mirrored(profileUrl(bob.slug));
    const { mirror, store } = world.bot.app;
    for (const follow of await store.follows.ofGuild(world.guild.id)) await mirror.follows.pause(follow);
    const named = /Ann Tide|Secret soundings/;
    expect(texts().filter((text) => text.startsWith("Bob Reef") && named.test(text))).toHaveLength(3);
    const before = world.discord.requests.length;
    await prove("This is me: opt out");
    await carriedOut();
    expect(texts().filter((text) => named.test(text))).toEqual([]);
    expect(texts().filter((text) => text.includes("opted out of this bot"))).toHaveLength(3);
    const isEdit = ({ method, path }: { readonly method: string; readonly path: string }) =>
      method === "PATCH" && world.channel.webhooks().some(({ id }) => path.includes(`/webhooks/${id}/`));
    const edits = world.discord.requests.slice(before).filter(isEdit);
    expect(edits).toHaveLength(3);
  });

  it("is carried out even if someone deleted the forum post of a paused follow while the bot was down", async () => {
    const first = comment(ann, "<p>Ann measures the tide.</p>");
    comment(bob, "<p>Bob doubts it.</p>", { parentCommentId: first._id });
    const post = world.forum.addPost({ title: "Secret soundings", userId: ann._id, html: "<p>Deep.</p>" });
    const threads = [
      await world.mirrored(clockUrl()),
      await world.mirrored(`https://www.lesswrong.com/posts/${post._id}/${post.slug}`),
    ];
    const { mirror, store } = world.bot.app;
    for (const follow of await store.follows.ofGuild(world.guild.id)) await mirror.follows.pause(follow);
    await world.stopBot();
    for (const thread of threads) thread.delete();
    await world.startBot();
    await prove("This is me: opt out");
    await carriedOut();
    expect(await world.bot.app.store.optOuts.recordsOf(annReference())).toEqual([]);
  });

  it("is carried out in the end if Discord is unavailable", async () => {
    comment(ann, "<p>Ann in the storm.</p>");
    await world.mirrored(clockUrl());
    const storm = world.discord.inject({
      method: "DELETE",
      route: /webhooks.*messages/,
      fault: { kind: "status", status: 503 },
    });
    await prove("This is me: opt out");
    await vi.waitUntil(
      async () => (await world.bot.app.store.optOuts.of(annReference()))?.stage === "removing",
      {
        timeout: 10_000,
      },
    );
    expect(said(await privacyOf(annReference()))).toContain("1 comment still to be removed from Discord");
    storm.remove();
    await world.stopBot();
    await world.startBot();
    await carriedOut();
    expect(texts().join("\n")).not.toContain("in the storm");
  });

  it("waits for a permission if a moderator deleted the webhook, and says so until then", async () => {
    comment(ann, "<p>Ann signs with an old pen.</p>");
    await world.mirrored(clockUrl());
    world.guild.setBotPermissions(usualBotPermissions.filter((name) => name !== "ManageMessages"));
    for (const webhook of world.channel.webhooks()) webhook.delete();
    await prove("This is me: opt out");
    await vi.waitUntil(
      async () => said(await privacyOf(annReference())).includes("1 comment still to be removed"),
      { timeout: 10_000 },
    );
    expect(texts().join("\n")).toContain("an old pen");
    world.guild.setBotPermissions(usualBotPermissions);
    await carriedOut();
    expect(texts().join("\n")).not.toContain("an old pen");
  });

  it("reaches comments that the archive had lost when the thread is next read", async () => {
    const lost = comment(ann, "<p>Ann measures the spring tide.</p>");
    const reference = `lesswrong:comment:${lost._id}` as const;
    await world.mirrored(clockUrl());
    await reader.command("quote", { comment: reference, passage: "spring tide" });
    await world.bot.app.archive.comments.remove([reference]);
    await prove("This is me: opt out");
    await carriedOut();
    await world.bot.app.store.sweeps.forget({ site: "lesswrong" });
    const everywhere = () => world.guild.channels.flatMap(({ messages }) => messages);
    await world.discord.until(
      () => ![...texts(), ...everywhere().map(({ text }) => text)].some((text) => text.includes("spring")),
    );
    expect(await world.bot.app.store.quotes.ofWritings([reference])).toEqual([]);
  });

  it("is undone with the same kind of proof, and then their comments come back", async () => {
    comment(ann, "<p>Ann comes and goes.</p>");
    await world.mirrored(clockUrl());
    await prove("This is me: opt out");
    await carriedOut();
    expect(texts().join("\n")).not.toContain("comes and goes");
    expect(said(await prove("This is me: opt back in"))).toContain("opted back in");
    await world.discord.until(() => texts().some((text) => text.includes("comes and goes")));
    expect(said(await privacyOf(annReference()))).toContain("Not opted out.");
  });
});

describe("the proof of an author", () => {
  it("is a code that works only in their own profile, and only once", async () => {
    const given = await press(await privacyOf(profileUrl(ann.slug)), "This is me: opt out");
    const [, code = ""] = /\n([0-9a-f]{24})\n/.exec(said(given)) ?? [];
    world.forum.changeUser(bob._id, (user) => Object.assign(user, { bio: code }));
    expect(said(await press(given, "Check now"))).toContain("does not show");
    expect(said(await press(given, "Check now"))).toContain("a moment ago");
    expect(await world.bot.app.store.optOuts.all()).toEqual([]);
    const again = await press(
      await privacyOf(ann._id, world.moderator),
      "This is me: opt out",
      world.moderator,
    );
    expect(said(again)).toContain(code);
  });

  it("is no longer valid after a week", async () => {
    const given = await press(await privacyOf(annReference()), "This is me: opt out");
    const { clock: time } = world.bot.app;
    const { now } = time;
    Object.assign(time, { now: () => now() + 7 * 24 * 3_600_000 });
    expect(said(await press(given, "Check now"))).toContain("expired");
    Object.assign(time, { now });
  });

  it("reports that the site does not answer", async () => {
    const given = await press(await privacyOf(annReference()), "This is me: opt out");
    world.forum.inject({ kind: "status", status: 503, times: 1000 });
    expect(said(await press(given, "Check now"))).toContain("is not answering");
  });
});
