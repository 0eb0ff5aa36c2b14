import {
  ApplicationCommandType,
  ButtonStyle,
  ComponentType,
  type Interaction,
  MessageFlags,
} from "discord.js";
import { expect, it } from "vitest";
import { LoopbackDiscord } from "../src/loopback-discord.ts";
import { connectBot } from "./small-bot.ts";

async function answer(interaction: Interaction): Promise<void> {
  if (interaction.isButton()) await interaction.reply({ content: "pressed", flags: MessageFlags.Ephemeral });
  if (!interaction.isChatInputCommand()) return;
  const button = {
    type: ComponentType.Button,
    style: ButtonStyle.Primary,
    custom_id: "b",
    label: "Press",
  } as const;
  await interaction.reply({
    content: "Hello",
    components: [{ type: ComponentType.ActionRow, components: [button] }],
    files: [{ attachment: Buffer.from("a file"), name: "file.txt" }],
    flags: MessageFlags.Ephemeral,
  });
}

it("a saved Discord continues with its guilds, messages, files, webhooks, answers and buttons, under the same token", async () => {
  const before = await LoopbackDiscord.start();
  const guild = before.addGuild({ name: "Reading room" });
  const forum = guild.addForumChannel({ name: "threads", tags: ["Practical"] });
  const ada = guild.addMember({ name: "Ada", permissions: ["ManageThreads"] });
  const bot = await connectBot(before, answer);
  await bot.application.commands.set([
    { type: ApplicationCommandType.ChatInput, name: "hello", description: "Says hello." },
  ]);
  const channel = await bot.channels.fetch(forum.id);
  if (channel === null || !("createWebhook" in channel)) throw new Error("no forum");
  const webhook = await channel.createWebhook({ name: "mirror" });
  await webhook.send({ content: "First", threadName: "A post", username: "Somebody" });
  await ada.command("hello");
  const saved = JSON.parse(JSON.stringify(before.save())) as ReturnType<LoopbackDiscord["save"]>;
  await bot.destroy();
  await before.close();

  const after = await LoopbackDiscord.start({ saved });
  expect(after.save()).toEqual(saved);
  expect([after.token, after.botUserId]).toEqual([before.token, before.botUserId]);
  const again = await connectBot(after, answer);
  const [greeting] = after.answers;
  const [, sameAda] = after.guilds[0]?.members ?? [];
  if (greeting === undefined || sameAda === undefined) throw new Error("nothing was kept");
  expect(greeting.message.attachmentText()).toBe("a file");
  expect((await sameAda.press(greeting, "Press")).message.content).toBe("pressed");
  const [thread] = after.channel(forum.id)?.threads() ?? [];
  expect(thread?.messages.map(({ content, username }) => [username, content])).toEqual([
    ["Somebody", "First"],
  ]);
  const known = await again.fetchWebhook(webhook.id, webhook.token ?? "");
  await known.send({ content: "Second", threadId: thread?.id ?? "" });
  expect(thread?.messages.map(({ content }) => content)).toEqual(["First", "Second"]);
  expect([...after.violations, ...after.pings]).toEqual([]);
  await again.destroy();
  await after.close();
});
