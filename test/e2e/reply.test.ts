import { ChannelType } from "discord.js";
import type { Answer } from "loopback-discord/driver/answer.ts";
import { usualBotPermissions } from "loopback-discord/driver/guild.ts";
import type { LoopbackMember } from "loopback-discord/driver/member.ts";
import type { LoopbackMessage } from "loopback-discord/driver/message.ts";
import type { LoopbackThread } from "loopback-discord/driver/thread.ts";
import type { CommentRecord } from "loopback-forum/records.ts";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { World } from "./world.ts";

let world: World;
let reader: LoopbackMember;
let comment: CommentRecord;
let thread: LoopbackThread;

beforeEach(async () => {
  world = await World.withSample();
  reader = world.guild.addMember({ name: "Ada_L" });
  comment = add("<p>The <i>spare</i> clock was right.</p>");
  thread = await world.mirrored(clockUrl());
});
afterEach(() => world.close());

const clock = () => world.post("harbour clock");
const clockUrl = () => `https://www.lesswrong.com/posts/${clock()._id}/${clock().slug}`;
const reference = () => `lesswrong:comment:${comment._id}`;

function add(html: string, given: Partial<CommentRecord> = {}): CommentRecord {
  return world.forum.addComment({ postId: clock()._id, html, author: "Tobias Rehn", ...given });
}

function userOf(name: string): string {
  const users = [...world.forum.database("lesswrong").users.values()];
  return users.find(({ displayName }) => displayName === name)?.slug ?? "";
}

function said(answer: Answer): string {
  const first = answer.interaction.original === undefined ? "" : answer.message.text;
  return [first, ...answer.followUps.map(({ text }) => text)].join("\n");
}

const mirror = (): LoopbackMessage => {
  const found = thread.messages.find(({ content }) => content.includes(comment._id));
  if (found === undefined) throw new Error("the comment is not mirrored");
  return found;
};
const last = (): LoopbackMessage => {
  const found = thread.messages.at(-1);
  if (found === undefined) throw new Error("the thread is empty");
  return found;
};

/** The thread's slow mode as the bot knows it, in seconds. */
function slowness(): number | undefined {
  const channel = world.bot.client.channels.cache.get(thread.id);
  return channel?.isThread() ? (channel.rateLimitPerUser ?? 0) : undefined;
}

/** Writes and sends a reply. */
async function reply(text: string, member = reader): Promise<Answer> {
  const { modal } = await member.command("reply", { comment: reference() });
  return await (await member.submit(modal, { text })).settled();
}

describe("/reply", () => {
  it("posts the answer under the member's name into the mirrored thread, and says whose it is", async () => {
    const { modal } = await reader.command("reply", { comment: reference() });
    expect(JSON.stringify(modal.data)).toContain("The spare clock was right.");
    const answer = await (await reader.submit(modal, { text: "Was **it**?\nI doubt it." })).settled();
    expect(last().content).toBe(
      `-# ↩ [Tobias Rehn](<${mirror().url}>): The spare clock was right.\nWas **it**?\nI doubt it.\n-# written in this server by ${reader.user.username.replaceAll("_", "\\_")}`,
    );
    expect(last().username).toBe("Ada_L");
    expect(last().avatarUrl).toMatch(/^https:\/\/cdn\.discordapp\.com\//);
    expect(answer.message.isEphemeral).toBe(true);
    expect(said(answer)).toContain(last().url);
    expect(JSON.stringify(answer.message.components)).toContain(`commentId=${comment._id}`);
  });

  it("never pings, and never leaves a block open around its last line", async () => {
    await reply("@everyone <@123456789012345678> <@&123456789012345678>\n```js\nlet open");
    expect(last().content).toMatch(/let open\n```\n-# written in this server by [^\n]+$/);
    await reply("Look:\n>>> quoted\nto the end");
    expect(last().content).toMatch(/\n> quoted\n> to the end\n\n-# written/);
    await reply("Two things:\n1. a\n2. b");
    expect(last().content).toMatch(/\n1\. a\n2\. b\n\n-# written/);
  });

  it.each(["   ", "\n \t\n", "\u200b\u2060", "\u3164 \u2800", "** **", "_ _", "|| \u200b ||"])(
    "refuses %j in one sentence, with nothing to copy",
    async (text) => {
      const before = last().id;
      expect(said(await reply(text))).toBe("That reply is empty. Write something in it.");
      expect(last().id).toBe(before);
    },
  );

  it("accepts anything visible", async () => {
    for (const text of ["-", "**", "👍", "||x||"]) {
      expect(said(await reply(text))).toContain("Your reply is here");
      expect(last().content).toContain(`\n${text}\n`);
    }
  });

  it("goes on to be mirrored around", async () => {
    await reply("In between.");
    const later = add("<p>A later one.</p>", { parentCommentId: comment._id });
    await world.discord.until(() => last().content.includes(later._id));
    expect(thread.messages.filter(({ content }) => content.includes("In between."))).toHaveLength(1);
  });

  it("gives the words back when the thread was locked meanwhile", async () => {
    const { modal } = await reader.command("reply", { comment: reference() });
    thread.lock();
    const answer = await (await reader.submit(modal, { text: "Long thought ```about``` this." })).settled();
    expect(said(answer)).toContain("thread is locked");
    expect(said(answer)).toContain("Long thought");
    expect(last().content).not.toContain("Long thought");
  });

  it("says at once that a thread is locked", async () => {
    thread.lock({ archive: false });
    await world.discord.until(() => {
      const cached = world.bot.client.channels.cache.get(thread.id);
      return cached?.isThread() && cached.locked;
    });
    expect(said(await reader.command("reply", { comment: reference() }))).toContain("thread is locked");
  });

  it("goes to the copy where the member is, and from elsewhere to the newest one; so do links", async () => {
    const page = await world.mirrored(`https://www.lesswrong.com/users/${userOf("Tobias Rehn")}`);
    const copy = page.messages.find(({ content }) => content.includes(comment._id));
    for (const [channelId, place, shown] of [
      [page.id, page, copy],
      [thread.id, thread, mirror()],
      [world.guild.channels[0]?.id ?? "", page, copy],
    ] as const) {
      const where = { channelId };
      const { modal } = await reader.command("reply", { comment: reference() }, where);
      await (await reader.submit(modal, { text: `From ${channelId}.` }, where)).settled();
      expect(place.messages.at(-1)?.content).toContain(`From ${channelId}.`);
      expect(place.messages.at(-1)?.content).toContain(`(<${shown?.url}>)`);
      const context = await (await reader.command("context", { comment: reference() }, where)).settled();
      expect(said(context)).toContain(`[in this server](<${shown?.url}>)`);
      const card = await (await reader.command("lookup", { text: comment._id }, where)).settled();
      expect(said(card)).toContain(`[in this server](<${shown?.url}>)`);
      const quote = { comment: reference(), passage: "spare clock" };
      expect(said(await reader.command("quote", quote, where))).toContain(
        `[in this server](<${shown?.url}>)`,
      );
    }
  });

  it("opens an archived thread again", async () => {
    thread.archive();
    await reply("Still here?");
    expect(last().content).toContain("Still here?");
  });

  it("refuses members who may not write there", async () => {
    world.channel.setOverwrites([{ for: reader.id, deny: ["SendMessagesInThreads"] }]);
    await world.discord.until(() => {
      const channel = world.bot.client.channels.cache.get(world.channel.id);
      return channel?.type === ChannelType.GuildForum && channel.permissionOverwrites.cache.has(reader.id);
    });
    const answer = await reader.command("reply", { comment: reference() });
    expect(said(answer)).toContain(`You may not write in <#${thread.id}>`);
  });

  it("keeps to a thread's slow mode, says how long to wait and gives the words back", async () => {
    await reply("First.");
    const { modal } = await reader.command("reply", { comment: reference() });
    thread.slowDown(3600);
    await world.discord.until(() => slowness() === 3600);
    const again = await (await reader.submit(modal, { text: "Second." })).settled();
    expect(said(again)).toMatch(/slow mode\. You can reply there again <t:\d+:R>.*Your text.*Second\./s);
    expect(said(await reader.command("reply", { comment: reference() }))).toContain("slow mode");
    const other = world.guild.addMember({ name: "Other" });
    expect(said(await reply("Third.", other))).toContain("Your reply is here");
    thread.slowDown(0);
    await world.discord.until(() => slowness() === 0);
    expect(said(await reply("Fourth."))).toContain("Your reply is here");
  });

  it("lets only one of several simultaneous replies through slow mode", async () => {
    thread.slowDown(3600);
    await world.discord.until(() => slowness() === 3600);
    const modals = await Promise.all(
      ["a", "b", "c", "d"].map(async (text) => {
        const { modal } = await reader.command("reply", { comment: reference() });
        return { modal, text: `Reply ${text}.` };
      }),
    );
    // Afterwards, the bot must look for its webhook between the check and the reply.
    await world.stopBot();
    await world.startBot();
    await world.discord.until(() => world.bot.client.isReady() && slowness() === 3600);
    const answers = await Promise.all(
      modals.map(async ({ modal, text }) => await (await reader.submit(modal, { text })).settled()),
    );
    const texts = answers.map(said);
    expect(texts.filter((text) => text.includes("Your reply is here"))).toHaveLength(1);
    expect(texts.filter((text) => /slow mode\..*Your text.*Reply [a-d]\./s.test(text))).toHaveLength(3);
    expect(thread.messages.filter(({ content }) => /Reply [a-d]\./.test(content))).toHaveLength(1);
  });

  it.each(["ManageMessages", "ManageThreads", "BypassSlowmode"] as const)(
    "lets members with %s write in slow mode",
    async (permission) => {
      const member = world.guild.addMember({ name: "Patient", permissions: [permission] });
      thread.slowDown(3600);
      await world.discord.until(() => slowness() === 3600);
      for (const text of ["First.", "Second."])
        expect(said(await reply(text, member))).toContain("Your reply is here");
    },
  );

  it("names the permission that the bot itself lacks", async () => {
    world.guild.setBotPermissions(["ViewChannel", "SendMessagesInThreads"]);
    await world.discord.until(
      () =>
        world.bot.app.publisher.diagnose({ guildId: world.guild.id, channelId: world.channel.id }) !==
        undefined,
    );
    expect(said(await reader.command("reply", { comment: reference() }))).toContain("Manage Webhooks");
  });

  it("says where to answer a comment that is not mirrored in this server", async () => {
    const other = world.discord.addGuild({ name: "Elsewhere" });
    await world.discord.until(() => world.bot.client.guilds.cache.has(other.id));
    const answer = await other.owner.command("reply", { comment: reference() });
    expect(said(answer)).toContain("not mirrored in this server");
    expect(said(answer)).toContain(comment._id);
    const elsewhere = add("<p>Elsewhere.</p>", { postId: world.post("thermometer")._id });
    const fetched = await reader.command("reply", { comment: `lesswrong:comment:${elsewhere._id}` });
    expect(said(await fetched.settled())).toContain("not mirrored in this server");
  });

  it("gives a button when the comment has to be looked for, also after a restart", async () => {
    Object.assign(comment, { legacyId: String(Number.parseInt("abc", 36)) });
    const address = "https://www.lesswrong.com/lw/xyz/clock/abc";
    const byId = await (await reader.command("reply", { comment: address })).settled();
    expect(said(byId)).toContain("goes into its mirrored thread");
    await world.stopBot();
    await world.startBot();
    await world.discord.until(() => world.bot.client.isReady());
    const { modal } = await reader.press(byId, "Write a reply");
    await (await reader.submit(modal, { text: "By a button." })).settled();
    expect(last().content).toContain("By a button.");
  });

  it("tells the member to look when Discord does not confirm, and does not send again", async () => {
    world.discord.inject({
      method: "POST",
      route: /^\/webhooks\/\d+\/[^/]+$/,
      times: 1,
      fault: { kind: "cut-after" },
    });
    const answer = await reply("Did it arrive?");
    expect(said(answer)).toContain("did not confirm");
    expect(said(answer)).toContain(thread.id);
    expect(thread.messages.filter(({ content }) => content.includes("Did it arrive?"))).toHaveLength(1);
    const { modal } = await reader.menu("Edit reply", last());
    await (await reader.submit(modal, { text: "It did." })).settled();
    expect(last().content).toContain("\nIt did.\n");
  });

  it("is not sent again when the connection was cut", async () => {
    const route = /^\/webhooks\/\d+\/[^/]+$/;
    world.discord.inject({ method: "POST", route, times: 1, fault: { kind: "cut-before" } });
    expect(said(await reply("Never arrived."))).toContain("Never arrived.");
    expect(last().content).not.toContain("Never arrived.");
    await reply("The second attempt.");
    expect(last().content).toContain("The second attempt.");
  });

  it("is sent through a new webhook when the old one was deleted", async () => {
    for (const webhook of world.channel.webhooks()) webhook.delete();
    await reply("Through another.");
    expect(last().content).toContain("Through another.");
    expect(world.channel.webhooks()).toHaveLength(1);
  });

  it("says that the thread was deleted", async () => {
    const { modal } = await reader.command("reply", { comment: reference() });
    thread.delete();
    const general = world.guild.channels.find(({ name }) => name === "general");
    const answer = await reader.submit(modal, { text: "Too late." }, { channelId: general?.id ?? "" });
    expect(said(await answer.settled())).toContain("thread was deleted");
  });

  it("takes the longest text, below a comment with the longest of names", async () => {
    world.forum.changeUser(comment.userId ?? "", (user) => {
      user.displayName = "*_~`|".repeat(60);
    });
    world.forum.editComment(comment._id, `<p>${"*_~`|[]".repeat(60)}</p>`);
    await world.discord.until(() => mirror().content.includes("\\*\\_"));
    await reply("*".repeat(1500));
    expect(last().content.length).toBeLessThanOrEqual(2000);
    expect(last().content).toContain("*".repeat(1500));
  });
});

describe("the menu Reply to comment", () => {
  it("answers in the thread of the message", async () => {
    const userThread = await world.mirrored(`https://www.lesswrong.com/users/${userOf("Tobias Rehn")}`);
    const shown = userThread.messages.find(({ content }) => content.includes(comment._id));
    if (shown === undefined) throw new Error("the comment is not on the user's page");
    const { modal } = await reader.menu("Reply to comment", shown);
    await (await reader.submit(modal, { text: "Here, please." })).settled();
    expect(userThread.messages.at(-1)?.content).toContain("Here, please.");
    expect(userThread.messages.at(-1)?.content).toContain(shown.url);
  });

  it("refuses other messages, and says so of members' replies", async () => {
    const talk = thread.say(reader.id, "Hello.", { replyTo: mirror().id });
    expect(said(await reader.menu("Reply to comment", talk))).toContain("no mirrored comment");
    await reply("An answer.");
    expect(said(await reader.menu("Reply to comment", last()))).toContain("Discord's own *Reply*");
  });
});

/** Deletes a reply through the menu of its message. */
async function remove(message: LoopbackMessage, member = reader): Promise<Answer> {
  return await (await member.press(await member.menu("Delete reply", message), "Delete")).settled();
}

describe("the menus Edit reply and Delete reply", () => {
  beforeEach(async () => {
    await reply("First *version*.");
  });

  it("let the author change the words and nothing else", async () => {
    const [opening, , closing] = last().content.split("\n");
    const { modal } = await reader.menu("Edit reply", last());
    expect(JSON.stringify(modal.data)).toContain("First *version*.");
    await world.stopBot();
    await world.startBot();
    await world.discord.until(() => world.bot.client.isReady());
    const answer = await (await reader.submit(modal, { text: "Second @everyone.\nBetter." })).settled();
    expect(said(answer)).toContain("was edited");
    expect(last().content).toBe(`${opening}\nSecond @everyone.\nBetter.\n${closing}`);
  });

  it("refuse an edit that empties it, and leave it as it was", async () => {
    const { modal } = await reader.menu("Edit reply", last());
    const answer = await (await reader.submit(modal, { text: " \u200b " })).settled();
    expect(said(answer)).toBe("That reply is empty. Write something in it.");
    expect(last().content).toContain("First *version*.");
  });

  it("let the author delete it after confirming", async () => {
    const message = last();
    const asked = await reader.menu("Delete reply", message);
    expect(said(asked)).toContain("Delete this reply?");
    expect(asked.message.isEphemeral).toBe(true);
    await reader.press(asked, "Keep");
    expect(said(asked)).toContain("The reply stays.");
    expect(thread.message(message.id)).toBeDefined();
    expect(said(await remove(message))).toContain("was deleted");
    expect(thread.message(message.id)).toBeUndefined();
  });

  it("delete nothing for a member who has lost the right", async () => {
    const warden = world.guild.addMember({ name: "Warden", permissions: ["ManageMessages"] });
    const asked = await warden.menu("Delete reply", last());
    const role = world.guild.state.roles.get(world.guild.state.members.get(warden.id)?.roleIds.at(-1) ?? "");
    Object.assign(role ?? {}, { permissions: 0n });
    expect(said(await warden.press(asked, "Delete"))).toContain("Manage Messages");
    expect(last().content).toContain("First *version*.");
  });

  it("let members with Manage Messages delete and not edit it, and others neither", async () => {
    const other = world.guild.addMember({ name: "Other" });
    expect(said(await other.menu("Edit reply", last()))).toContain("Only the member who wrote");
    expect(said(await other.menu("Delete reply", last()))).toContain("Manage Messages");
    const moderator = world.guild.addMember({ name: "Warden", permissions: ["ManageMessages"] });
    expect(said(await moderator.menu("Edit reply", last()))).toContain("Only the member who wrote");
    const message = last();
    await remove(message, moderator);
    expect(thread.message(message.id)).toBeUndefined();
  });

  it("say when the reply is gone, and give the words back", async () => {
    const { modal } = await reader.menu("Edit reply", last());
    last().delete();
    const answer = await (await reader.submit(modal, { text: "Too late." })).settled();
    expect(said(answer)).toContain("was deleted");
    expect(said(answer)).toContain("Too late.");
  });

  it("take a message that a moderator deleted in this moment for deleted", async () => {
    const message = last();
    const [first, second] = await Promise.all([remove(message), remove(message)]);
    const answers = [said(first), said(second)].join();
    expect(answers).toContain("was deleted");
    expect(answers).not.toContain("went wrong");
  });

  it("refuse what is no reply", async () => {
    expect(said(await reader.menu("Edit reply", mirror()))).toContain("not a member's reply");
    expect(said(await reader.menu("Delete reply", mirror()))).toContain("not a member's reply");
    expect(said(await reader.menu("Delete reply", thread.say(reader.id, "Hi.")))).toContain(
      "not a member's reply",
    );
  });

  it("say why a reply in a locked thread stays as it is", async () => {
    const { modal } = await reader.menu("Edit reply", last());
    thread.lock();
    const answer = await (await reader.submit(modal, { text: "Changed." })).settled();
    expect(said(answer)).toContain("stays as it is");
    expect(last().content).toContain("First *version*.");
  });

  it("need a permission to delete a reply whose webhook was deleted, and cannot change it", async () => {
    const { modal } = await reader.menu("Edit reply", last());
    for (const webhook of world.channel.webhooks()) webhook.delete();
    const answer = await (await reader.submit(modal, { text: "Changed." })).settled();
    expect(said(answer)).toContain("no longer change it");
    world.guild.setBotPermissions(usualBotPermissions.filter((name) => name !== "ManageMessages"));
    const refused = await remove(last());
    expect(said(refused)).toContain("no longer change it");
    world.guild.setBotPermissions(usualBotPermissions);
    const count = world.channel.threads()[0]?.messages.length ?? 0;
    await remove(last());
    expect(world.channel.threads()[0]?.messages).toHaveLength(count - 1);
  });
});
