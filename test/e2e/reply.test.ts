import { describe, expect, it } from "vitest";
import { said } from "./reading.ts";
import { replyScene } from "./reply-scene.ts";

const scene = replyScene();
const { add, last, mirror, reference, reply } = scene;

function userOf(name: string): string {
  const users = [...scene.world.forum.database("lesswrong").users.values()];
  return users.find(({ displayName }) => displayName === name)?.slug ?? "";
}

describe("/reply", () => {
  it("posts the answer in the mirrored thread under the member's name, and says whose it is", async () => {
    const { modal } = await scene.reader.command("reply", { comment: reference() });
    expect(JSON.stringify(modal.data)).toContain("The spare clock was right.");
    const answer = await (await scene.reader.submit(modal, { text: "Was **it**?\nI doubt it." })).settled();
    expect(last().content).toBe(
      `-# ↩ [Tobias Rehn](<${mirror().url}>): The spare clock was right.\nWas **it**?\nI doubt it.\n-# written in this server by ${scene.reader.user.username.replaceAll("_", "\\_")}`,
    );
    expect(last().username).toBe("Ada_L");
    expect(last().avatarUrl).toMatch(/^https:\/\/cdn\.discordapp\.com\//);
    expect(answer.message.isEphemeral).toBe(true);
    expect(said(answer)).toContain(last().url);
    expect(JSON.stringify(answer.message.components)).toContain(`commentId=${scene.comment._id}`);
  });

  it("never pings, and never leaves a block open before its last line", async () => {
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

  it("does not disturb the mirroring around it", async () => {
    await reply("In between.");
    const later = add("<p>A later one.</p>", { parentCommentId: scene.comment._id });
    await scene.world.discord.until(() => last().content.includes(later._id));
    expect(scene.thread.messages.filter(({ content }) => content.includes("In between."))).toHaveLength(1);
  });

  it("goes to the forum post where the member is, and from elsewhere to the newest one; so do links", async () => {
    const page = await scene.world.mirrored(`https://www.lesswrong.com/users/${userOf("Tobias Rehn")}`);
    const copy = page.messages.find(({ content }) => content.includes(scene.comment._id));
    for (const [channelId, place, shown] of [
      [page.id, page, copy],
      [scene.thread.id, scene.thread, mirror()],
      [scene.world.guild.channels[0]?.id ?? "", page, copy],
    ] as const) {
      const where = { channelId };
      const { modal } = await scene.reader.command("reply", { comment: reference() }, where);
      await (await scene.reader.submit(modal, { text: `From ${channelId}.` }, where)).settled();
      expect(place.messages.at(-1)?.content).toContain(`From ${channelId}.`);
      expect(place.messages.at(-1)?.content).toContain(`(<${shown?.url}>)`);
      const context = await (
        await scene.reader.command("context", { comment: reference() }, where)
      ).settled();
      expect(said(context)).toContain(`[in this server](<${shown?.url}>)`);
      const card = await (await scene.reader.command("lookup", { text: scene.comment._id }, where)).settled();
      expect(said(card)).toContain(`[in this server](<${shown?.url}>)`);
      const quote = { comment: reference(), passage: "spare clock" };
      expect(said(await scene.reader.command("quote", quote, where))).toContain(
        `In this server: ${shown?.url}`,
      );
    }
  });

  it("opens an archived thread again", async () => {
    scene.thread.archive();
    await reply("Still here?");
    expect(last().content).toContain("Still here?");
  });

  it("offers a button if the comment must be fetched, even after a restart", async () => {
    Object.assign(scene.comment, { legacyId: String(Number.parseInt("abc", 36)) });
    const address = "https://www.lesswrong.com/lw/xyz/clock/abc";
    const byId = await (await scene.reader.command("reply", { comment: address })).settled();
    expect(said(byId)).toContain("goes into its mirrored thread");
    await scene.world.stopBot();
    await scene.world.startBot();
    await scene.world.discord.until(() => scene.world.bot.gateway.state.away === 0);
    const { modal } = await scene.reader.press(byId, "Write a reply");
    await (await scene.reader.submit(modal, { text: "By a button." })).settled();
    expect(last().content).toContain("By a button.");
  });

  it("accepts the longest text below a comment with the longest name", async () => {
    scene.world.forum.changeUser(scene.comment.userId ?? "", (user) => {
      user.displayName = "*_~`|".repeat(60);
    });
    scene.world.forum.editComment(scene.comment._id, `<p>${"*_~`|[]".repeat(60)}</p>`);
    await scene.world.discord.until(() => mirror().content.includes("\\*\\_"));
    await reply("*".repeat(1500));
    expect(last().content.length).toBeLessThanOrEqual(2000);
    expect(last().content).toContain("*".repeat(1500));
  });
});

describe("the menu Reply to comment", () => {
  it("answers in the thread of the message", async () => {
    const userThread = await scene.world.mirrored(`https://www.lesswrong.com/users/${userOf("Tobias Rehn")}`);
    const shown = userThread.messages.find(({ content }) => content.includes(scene.comment._id));
    if (shown === undefined) throw new Error("the comment is not on the user's page");
    const { modal } = await scene.reader.menu("Reply to comment", shown);
    await (await scene.reader.submit(modal, { text: "Here, please." })).settled();
    expect(userThread.messages.at(-1)?.content).toContain("Here, please.");
    expect(userThread.messages.at(-1)?.content).toContain(shown.url);
  });

  it("refuses other messages, and explains members' replies", async () => {
    const talk = scene.thread.say(scene.reader.id, "Hello.", { replyTo: mirror().id });
    expect(said(await scene.reader.menu("Reply to comment", talk))).toContain("no mirrored comment");
    await reply("An answer.");
    expect(said(await scene.reader.menu("Reply to comment", last()))).toContain("Discord's own *Reply*");
  });
});
