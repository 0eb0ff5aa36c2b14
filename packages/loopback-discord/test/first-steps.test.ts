import { ChannelType, type ForumChannel, MessageFlags, Routes, SlashCommandBuilder } from "discord.js";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { LoopbackDiscord } from "../src/loopback-discord.ts";
import { connectBot } from "./small-bot.ts";

let discord: LoopbackDiscord;

beforeEach(async () => {
  discord = await LoopbackDiscord.start();
});
afterEach(() => discord.close());

describe("the real discord.js client", () => {
  it("logs in, sees its guilds and is ready", async () => {
    const guild = discord.addGuild({ name: "Reading room" });
    const forum = guild.addForumChannel({ name: "threads", tags: ["AI", "Ethics"] });
    const client = await connectBot(discord);
    const seen = client.guilds.cache.get(guild.id)?.channels.cache.get(forum.id) as ForumChannel;
    expect(client.user.id).toBe(discord.botUserId);
    expect(seen.availableTags.map((tag) => tag.name)).toEqual(["AI", "Ethics"]);
    expect(seen.permissionsFor(client.user)?.has("ManageWebhooks")).toBe(true);
    expect(discord.violations).toEqual([]);
    await client.destroy();
  });

  it("learns about a guild that is added later", async () => {
    const client = await connectBot(discord);
    const guild = discord.addGuild({ name: "Later" });
    await discord.until(() => client.guilds.cache.has(guild.id));
    expect(client.guilds.cache.get(guild.id)?.name).toBe("Later");
    await client.destroy();
  });

  it("deploys a command and answers it, deferred", async () => {
    const guild = discord.addGuild({ name: "Reading room" });
    const forum = guild.addForumChannel({ name: "threads" });
    const client = await connectBot(discord, async (interaction) => {
      if (!interaction.isChatInputCommand()) return;
      await interaction.deferReply({ flags: MessageFlags.Ephemeral });
      const channel = interaction.options.getChannel("channel", true);
      await interaction.editReply(`${interaction.options.getString("url")} → ${channel.name}`);
      await interaction.followUp({ content: "and more", flags: MessageFlags.Ephemeral });
    });
    const command = new SlashCommandBuilder()
      .setName("follow")
      .setDescription("Follows a post")
      .addStringOption((option) => option.setName("url").setDescription("What").setRequired(true))
      .addChannelOption((option) =>
        option.setName("channel").setDescription("Where").addChannelTypes(ChannelType.GuildForum),
      );
    await client.application.commands.set([command]);
    const member = guild.addMember({ name: "Ada" });
    const answer = await member.command("follow", { url: "https://example.org", channel: forum.id });
    await answer.settled((now) => now.followUps.length > 0);
    expect(answer.message.content).toBe("https://example.org → threads");
    expect(answer.message.isEphemeral).toBe(true);
    expect(answer.followUps.map((message) => message.content)).toEqual(["and more"]);
    expect(discord.commands().map(({ name }) => name)).toEqual(["follow"]);
    expect(discord.violations).toEqual([]);
    await client.destroy();
  });

  it("creates a forum post and writes, edits and deletes in it through a webhook", async () => {
    const guild = discord.addGuild({ name: "Reading room" });
    const forum = guild.addForumChannel({ name: "threads", tags: ["AI"] });
    const client = await connectBot(discord);
    const channel = (await client.channels.fetch(forum.id)) as ForumChannel;
    const post = await channel.threads.create({
      name: "A post",
      message: { content: "It begins", allowedMentions: { parse: [] } },
      appliedTags: channel.availableTags.map((tag) => tag.id),
    });
    const webhook = await channel.createWebhook({ name: "Mirror" });
    const persona = {
      username: "Ada",
      avatarURL: "https://example.org/a.png",
      allowedMentions: { parse: [] },
    };
    const sent = await webhook.send({ ...persona, content: "First", threadId: post.id });
    const other = await webhook.send({ ...persona, content: "Second", threadId: post.id });
    await webhook.editMessage(sent.id, {
      content: "First, edited",
      threadId: post.id,
      allowedMentions: { parse: [] },
    });
    await webhook.deleteMessage(other.id, post.id);
    const [thread] = forum.threads();
    expect(thread?.name).toBe("A post");
    expect(thread?.appliedTags).toEqual(["AI"]);
    expect(thread?.ownerId).toBe(discord.botUserId);
    expect(thread?.messages.map(({ username, content }) => [username, content])).toEqual([
      ["commonplace", "It begins"],
      ["Ada", "First, edited"],
    ]);
    expect(thread?.messages[1]?.editedAtMs).toBeTypeOf("number");
    expect(discord.pings).toEqual([]);
    expect(discord.violations).toEqual([]);
    await client.destroy();
  });

  it("reads its webhook's messages without content by its own token, and in full by the webhook's", async () => {
    const guild = discord.addGuild({ name: "Reading room" });
    const forum = guild.addForumChannel({ name: "threads" });
    const client = await connectBot(discord);
    const channel = (await client.channels.fetch(forum.id)) as ForumChannel;
    const post = await channel.threads.create({ name: "A post", message: { content: "It begins" } });
    const webhook = await channel.createWebhook({ name: "Mirror" });
    const sent = await webhook.send({ content: "Words", threadId: post.id });
    const listed = await post.messages.fetch({ after: post.id });
    expect(listed.map((message) => [message.webhookId, message.author.username, message.content])).toEqual([
      [webhook.id, "Mirror", ""],
    ]);
    const whole = await webhook.fetchMessage(sent.id, { threadId: post.id });
    expect(whole.content).toBe("Words");
    const raw = (await client.rest.get(Routes.channelMessage(post.id, post.id))) as { content: string };
    expect(raw.content).toBe("It begins");
    await client.destroy();
  });

  it("attaches a file that can be read back", async () => {
    const text = discord.addGuild({ name: "Reading room" }).addTextChannel({ name: "talk" });
    const client = await connectBot(discord);
    const channel = await client.channels.fetch(text.id);
    if (!channel?.isSendable()) throw new Error("not a text channel");
    const file = { attachment: Buffer.from("all there is"), name: "export.json", description: "Export" };
    const sent = await channel.send({ files: [file] });
    expect(text.messages[0]?.attachmentText()).toBe("all there is");
    const [attachment] = [...sent.attachments.values()];
    expect(await (await fetch(attachment?.url ?? "")).text()).toBe("all there is");
    expect(discord.violations).toEqual([]);
    await client.destroy();
  });
});
