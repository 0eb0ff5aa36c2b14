import { ChannelType } from "discord.js";
import { describe, expect, it } from "vitest";
import { said } from "./reading.ts";
import { replyScene } from "./reply-scene.ts";

const scene = replyScene();
const { add, last, reference, reply } = scene;

/** The thread's slow mode as the bot knows it, in seconds. */
function slowness(): number | undefined {
  const channel = scene.world.bot.gateway.channel(scene.thread.id);
  return channel?.isThread() ? (channel.rateLimitPerUser ?? 0) : undefined;
}

describe("/reply when something is in the way", () => {
  it("gives the words back if the thread was locked meanwhile", async () => {
    const { modal } = await scene.reader.command("reply", { comment: reference() });
    scene.thread.lock();
    const answer = await (
      await scene.reader.submit(modal, { text: "Long thought ```about``` this." })
    ).settled();
    expect(said(answer)).toContain("thread is locked");
    expect(said(answer)).toContain("Long thought");
    expect(last().content).not.toContain("Long thought");
  });

  it("says at once that a thread is locked", async () => {
    scene.thread.lock({ archive: false });
    await scene.world.discord.until(() => {
      const cached = scene.world.bot.gateway.channel(scene.thread.id);
      return cached?.isThread() && cached.locked;
    });
    expect(said(await scene.reader.command("reply", { comment: reference() }))).toContain("thread is locked");
  });

  it("refuses members who may not write there", async () => {
    scene.world.channel.setOverwrites([{ for: scene.reader.id, deny: ["SendMessagesInThreads"] }]);
    await scene.world.discord.until(() => {
      const channel = scene.world.bot.gateway.channel(scene.world.channel.id);
      return (
        channel?.type === ChannelType.GuildForum && channel.permissionOverwrites.cache.has(scene.reader.id)
      );
    });
    const answer = await scene.reader.command("reply", { comment: reference() });
    expect(said(answer)).toContain(`You may not write in <#${scene.thread.id}>`);
  });

  it("keeps to a thread's slow mode, says how long to wait and gives the words back", async () => {
    await reply("First.");
    const { modal } = await scene.reader.command("reply", { comment: reference() });
    scene.thread.slowDown(3600);
    await scene.world.discord.until(() => slowness() === 3600);
    const again = await (await scene.reader.submit(modal, { text: "Second." })).settled();
    expect(said(again)).toMatch(/slow mode\. You can reply there again <t:\d+:R>.*Your text.*Second\./s);
    expect(said(await scene.reader.command("reply", { comment: reference() }))).toContain("slow mode");
    const other = scene.world.guild.addMember({ name: "Other" });
    expect(said(await reply("Third.", other))).toContain("Your reply is here");
    scene.thread.slowDown(0);
    await scene.world.discord.until(() => slowness() === 0);
    expect(said(await reply("Fourth."))).toContain("Your reply is here");
  });

  it("lets only one of several simultaneous replies through slow mode", async () => {
    scene.thread.slowDown(3600);
    await scene.world.discord.until(() => slowness() === 3600);
    const modals = await Promise.all(
      ["a", "b", "c", "d"].map(async (text) => {
        const { modal } = await scene.reader.command("reply", { comment: reference() });
        return { modal, text: `Reply ${text}.` };
      }),
    );
    // Afterwards, the bot must look for its webhook between the check and the reply.
    await scene.world.stopBot();
    await scene.world.startBot();
    await scene.world.discord.until(() => scene.world.bot.gateway.state.away === 0 && slowness() === 3600);
    const answers = await Promise.all(
      modals.map(async ({ modal, text }) => await (await scene.reader.submit(modal, { text })).settled()),
    );
    const texts = answers.map(said);
    expect(texts.filter((text) => text.includes("Your reply is here"))).toHaveLength(1);
    expect(texts.filter((text) => /slow mode\..*Your text.*Reply [a-d]\./s.test(text))).toHaveLength(3);
    expect(scene.thread.messages.filter(({ content }) => /Reply [a-d]\./.test(content))).toHaveLength(1);
  });

  it.each(["ManageMessages", "ManageThreads", "BypassSlowmode"] as const)(
    "lets members with %s write in slow mode",
    async (permission) => {
      const member = scene.world.guild.addMember({ name: "Patient", permissions: [permission] });
      scene.thread.slowDown(3600);
      await scene.world.discord.until(() => slowness() === 3600);
      for (const text of ["First.", "Second."])
        expect(said(await reply(text, member))).toContain("Your reply is here");
    },
  );

  it("names the permission that the bot itself lacks", async () => {
    scene.world.guild.setBotPermissions(["ViewChannel", "SendMessagesInThreads"]);
    await scene.world.discord.until(
      () =>
        scene.world.bot.app.publisher.diagnose({
          guildId: scene.world.guild.id,
          channelId: scene.world.channel.id,
        }) !== undefined,
    );
    expect(said(await scene.reader.command("reply", { comment: reference() }))).toContain("Manage Webhooks");
  });

  it("says where to reply to a comment that is not mirrored in this server", async () => {
    const other = scene.world.discord.addGuild({ name: "Elsewhere" });
    await scene.world.discord.until(() => scene.world.bot.gateway.guild(other.id) !== undefined);
    const answer = await other.owner.command("reply", { comment: reference() });
    expect(said(answer)).toContain("not mirrored in this server");
    expect(said(answer)).toContain(scene.comment._id);
    const elsewhere = add("<p>Elsewhere.</p>", { postId: scene.world.post("thermometer")._id });
    const fetched = await scene.reader.command("reply", { comment: `lesswrong:comment:${elsewhere._id}` });
    expect(said(await fetched.settled())).toContain("not mirrored in this server");
  });

  it("tells the member to look if Discord does not confirm, and does not resend", async () => {
    scene.world.discord.inject({
      method: "POST",
      route: /^\/webhooks\/\d+\/[^/]+$/,
      times: 1,
      fault: { kind: "cut-after" },
    });
    const answer = await reply("Did it arrive?");
    expect(said(answer)).toContain("did not confirm");
    expect(said(answer)).toContain(scene.thread.id);
    expect(scene.thread.messages.filter(({ content }) => content.includes("Did it arrive?"))).toHaveLength(1);
    const { modal } = await scene.reader.menu("Edit reply", last());
    await (await scene.reader.submit(modal, { text: "It did." })).settled();
    expect(last().content).toContain("\nIt did.\n");
  });

  it("does not resend after a cut connection", async () => {
    const route = /^\/webhooks\/\d+\/[^/]+$/;
    scene.world.discord.inject({ method: "POST", route, times: 1, fault: { kind: "cut-before" } });
    expect(said(await reply("Never arrived."))).toContain("Never arrived.");
    expect(last().content).not.toContain("Never arrived.");
    await reply("The second attempt.");
    expect(last().content).toContain("The second attempt.");
  });

  it("sends through a new webhook if the old one was deleted", async () => {
    for (const webhook of scene.world.channel.webhooks()) webhook.delete();
    await reply("Through another.");
    expect(last().content).toContain("Through another.");
    expect(scene.world.channel.webhooks()).toHaveLength(1);
  });

  it("says so if the thread was deleted", async () => {
    const { modal } = await scene.reader.command("reply", { comment: reference() });
    scene.thread.delete();
    const general = scene.world.guild.channels.find(({ name }) => name === "general");
    const answer = await scene.reader.submit(modal, { text: "Too late." }, { channelId: general?.id ?? "" });
    expect(said(await answer.settled())).toContain("thread was deleted");
  });
});
