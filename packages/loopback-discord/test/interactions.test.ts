import {
  ActionRowBuilder,
  ApplicationCommandType,
  ButtonBuilder,
  ButtonStyle,
  ChannelSelectMenuBuilder,
  type Client,
  ContextMenuCommandBuilder,
  type Interaction,
  LabelBuilder,
  MessageFlags,
  ModalBuilder,
  SlashCommandBuilder,
  StringSelectMenuBuilder,
  TextInputBuilder,
  TextInputStyle,
} from "discord.js";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { ClientRefusal } from "../src/driver/client-refusal.ts";
import type { LoopbackGuild } from "../src/driver/guild.ts";
import type { LoopbackMember } from "../src/driver/member.ts";
import { LoopbackDiscord } from "../src/loopback-discord.ts";
import { connectBot } from "./small-bot.ts";

let discord: LoopbackDiscord;
let client: Client<true>;
let guild: LoopbackGuild;
let member: LoopbackMember;
let answer: (interaction: Interaction) => unknown;
let seen: Interaction | undefined;
let failure: unknown;

const look = new SlashCommandBuilder()
  .setName("look")
  .setDescription("Looks something up")
  .setIntegrationTypes([0, 1])
  .setContexts([0, 1, 2])
  .addStringOption((option) =>
    option.setName("text").setDescription("What").setAutocomplete(true).setMaxLength(20),
  )
  .addIntegerOption((option) => option.setName("score").setDescription("Least").setMinValue(0).setMaxValue(9))
  .addStringOption((option) =>
    option
      .setName("sort")
      .setDescription("How")
      .addChoices({ name: "New", value: "new" }, { name: "Best", value: "best" }),
  )
  .addUserOption((option) => option.setName("who").setDescription("Who"));
const manage = new SlashCommandBuilder()
  .setName("manage")
  .setDescription("Manages")
  .setDefaultMemberPermissions(32n)
  .addSubcommand((sub) => sub.setName("show").setDescription("Shows"));
const quote = new ContextMenuCommandBuilder()
  .setName("Quote comment")
  .setType(ApplicationCommandType.Message);

const button = new ButtonBuilder().setCustomId("more:1").setLabel("More").setStyle(ButtonStyle.Primary);
const menu = new StringSelectMenuBuilder()
  .setCustomId("pick")
  .setPlaceholder("Pick one")
  .addOptions({ label: "One", value: "1" }, { label: "Two", value: "2" });
const rows = [
  new ActionRowBuilder<ButtonBuilder>().addComponents(button),
  new ActionRowBuilder<StringSelectMenuBuilder>().addComponents(menu),
];
const modal = new ModalBuilder()
  .setCustomId("reply")
  .setTitle("Reply")
  .addLabelComponents(
    new LabelBuilder()
      .setLabel("Text")
      .setTextInputComponent(
        new TextInputBuilder().setCustomId("words").setStyle(TextInputStyle.Paragraph).setMaxLength(10),
      ),
  );

beforeEach(async () => {
  discord = await LoopbackDiscord.start();
  guild = discord.addGuild({ name: "Reading room" });
  member = guild.addMember({ name: "Ada" });
  failure = undefined;
  client = await connectBot(discord, (interaction) => {
    seen = interaction;
    return answer(interaction);
  });
  client.on("error", (error) => {
    failure = error;
  });
  await client.application.commands.set([look, manage, quote]);
});
afterEach(async () => {
  await client.destroy();
  await discord.close();
});

const replyTo = (interaction: Interaction, content: string) => {
  if (!interaction.isRepliable()) throw new Error("cannot be answered");
  return interaction.reply({ content, components: rows });
};

describe("a member", () => {
  it("uses a command, a button, a select menu and a modal", async () => {
    answer = (interaction) => {
      if (interaction.isChatInputCommand()) return replyTo(interaction, "first");
      if (interaction.isButton())
        return interaction.update({ content: `${interaction.message.content} pressed` });
      if (interaction.isStringSelectMenu()) return interaction.showModal(modal);
      if (interaction.isModalSubmit()) {
        const content = `said ${interaction.fields.getTextInputValue("words")}`;
        return interaction.reply({ content, flags: MessageFlags.Ephemeral });
      }
      return undefined;
    };
    const first = await member.command("look", { score: 3 });
    const pressed = await member.press(first, "More");
    expect(pressed.message.content).toBe("first pressed");
    const chosen = await member.select(first, "Pick one", ["2"]);
    expect(chosen.modal.title).toBe("Reply");
    const said = await member.submit(chosen.modal, { words: "hello" });
    expect([said.message.content, said.message.isEphemeral]).toEqual(["said hello", true]);
    expect(guild.channels[0]?.messages.map(({ content }) => content)).toEqual(["first pressed"]);
    expect(discord.violations).toEqual([]);
  });

  it("waits for a message that is updated late, and for a first follow-up that fills in the answer", async () => {
    answer = async (interaction) => {
      if (interaction.isButton()) {
        await interaction.deferUpdate();
        await interaction.editReply("updated late");
      } else if (interaction.isChatInputCommand()) {
        await interaction.deferReply();
        await interaction.followUp({ content: "filled in", components: rows });
      }
    };
    const first = await (await member.command("look")).settled();
    expect([first.message.content, first.followUps.length]).toEqual(["filled in", 0]);
    const pressed = await (await member.press(first, "More")).settled();
    expect(pressed.message.id).toBe(first.message.id);
    expect(pressed.message.content).toBe("updated late");
    expect(discord.violations).toEqual([]);
  });

  it("no longer sees an answer once the app deletes it", async () => {
    answer = async (interaction) => {
      if (!interaction.isChatInputCommand()) return;
      await interaction.reply({ content: "soon gone", components: rows });
      await interaction.deleteReply();
    };
    const first = await member.command("look");
    const { message } = first;
    await discord.until(() => first.isDeleted);
    await expect(member.press(message, "More")).rejects.toThrow(ClientRefusal);
    expect(guild.channels[0]?.messages).toEqual([]);
  });

  it("chooses channels and people in menus of their own kind", async () => {
    const forum = guild.addForumChannel({ name: "threads" });
    const picker = new ActionRowBuilder<ChannelSelectMenuBuilder>().addComponents(
      new ChannelSelectMenuBuilder().setCustomId("where").setMinValues(0).setMaxValues(2),
    );
    answer = (interaction) => {
      if (interaction.isChatInputCommand()) return interaction.reply({ components: [picker] });
      if (interaction.isChannelSelectMenu())
        return interaction.update(String(interaction.channels.first()?.id));
      return undefined;
    };
    const first = await member.command("look");
    expect((await member.select(first, "where", [forum.id])).message.content).toBe(forum.id);
  });

  it("keeps a modal open until its fields are filled as they ask", async () => {
    answer = (interaction) => interaction.isChatInputCommand() && interaction.showModal(modal);
    const { modal: open } = await member.command("look");
    await expect(member.submit(open, { words: "" })).rejects.toThrow(ClientRefusal);
    await expect(member.submit(open, { words: "far too long" })).rejects.toThrow(ClientRefusal);
    await expect(member.submit(open, { others: "x" })).rejects.toThrow(ClientRefusal);
  });

  it("is offered choices while typing", async () => {
    answer = (interaction) => {
      if (!interaction.isAutocomplete()) return;
      const { name, value } = interaction.options.getFocused(true);
      return interaction.respond([{ name: `${name} ${value}`, value }]);
    };
    expect(await member.autocomplete("look", { text: "foo" }, "text")).toEqual([
      { name: "text foo", value: "foo" },
    ]);
  });

  it("uses a message's menu, and the app sees the message in full", async () => {
    const [channel] = guild.channels;
    const hook = channel?.addWebhook("Somebody");
    const url = `${discord.apiUrl}/v10/webhooks/${hook?.id}/${hook?.state.token}`;
    const headers = { "content-type": "application/json" };
    await fetch(url, { method: "POST", headers, body: JSON.stringify({ content: "words to quote" }) });
    const message = channel?.messages[0];
    if (message === undefined) throw new Error("nothing was sent");
    answer = (interaction) =>
      interaction.isMessageContextMenuCommand() &&
      interaction.reply(`> ${interaction.targetMessage.content}`);
    const quoted = await member.menu("Quote comment", message);
    expect(quoted.message.content).toBe("> words to quote");
  });

  it("sends along who, where, in which language and with which permissions", async () => {
    answer = (interaction) => replyTo(interaction, "seen");
    await member.command("look", { who: guild.owner.id }, { locale: "de" });
    if (!seen?.isChatInputCommand()) throw new Error("no command was seen");
    expect(seen.locale).toBe("de");
    expect(seen.inCachedGuild() && seen.memberPermissions.has("SendMessages")).toBe(true);
    expect(seen.appPermissions.has("ManageWebhooks")).toBe(true);
    expect(seen.options.getUser("who")?.id).toBe(guild.owner.id);
    expect(seen.context).toBe(0);
    expect(seen.authorizingIntegrationOwners).toMatchObject({ 0: guild.id });
  });

  it.each(["bot-dm", "private-channel"] as const)("uses their own installation in a %s", async (where) => {
    const reader = discord.addUser({ name: "Reader" });
    answer = (interaction) => replyTo(interaction, `${interaction.context} ${interaction.guildId}`);
    const answered = await reader.command("look", {}, { where });
    expect(answered.message.content).toBe(where === "bot-dm" ? "1 null" : "2 null");
    expect((await reader.press(answered, "more:1")).message.content).toContain("null");
  });

  it("uses their own installation in a guild without the bot, with five follow-ups", async () => {
    guild.removeBot();
    let refused: unknown;
    answer = async (interaction) => {
      if (!interaction.isChatInputCommand()) return;
      await interaction.reply("here");
      for (let index = 0; index < 5; index += 1) await interaction.followUp(`follow-up ${index}`);
      refused = await interaction.followUp("one too many").catch((error) => error.code);
    };
    const answered = await member.command("look");
    await discord.until(() => refused !== undefined);
    expect(answered.followUps).toHaveLength(5);
    expect(refused).toBe(40094);
  });

  it.each<[string, () => Promise<unknown>]>([
    ["a command that is not deployed", () => member.command("nothing")],
    ["an option that does not exist", () => member.command("look", { colour: "red" })],
    ["a value of the wrong type", () => member.command("look", { score: "three" })],
    ["a number out of range", () => member.command("look", { score: 10 })],
    ["a text that is too long", () => member.command("look", { text: "x".repeat(21) })],
    ["a value that is not among the choices", () => member.command("look", { sort: "worst" })],
    ["a command without its subcommand", () => guild.owner.command("manage")],
    ["a command the member may not use", () => member.command("manage show")],
    ["a guild's command in a direct message", () => discord.addUser({ name: "R" }).command("manage show")],
  ])("is stopped by the client: %s", async (_, use) => {
    answer = () => {};
    await expect(use()).rejects.toThrow(ClientRefusal);
    expect(discord.violations).toEqual([]);
  });

  it("neither sees another member's ephemeral message nor can use a disabled button", async () => {
    const disabled = new ActionRowBuilder<ButtonBuilder>().addComponents(
      ButtonBuilder.from(button.toJSON()).setDisabled(true).setLabel("Off").setCustomId("off"),
    );
    answer = (interaction) =>
      interaction.isChatInputCommand() &&
      interaction.reply({ content: "yours", components: [...rows, disabled], flags: MessageFlags.Ephemeral });
    const mine = await member.command("look");
    await expect(guild.addMember({ name: "Bob" }).press(mine, "More")).rejects.toThrow(ClientRefusal);
    await expect(member.press(mine, "Off")).rejects.toThrow(ClientRefusal);
  });
});

describe("the app must keep Discord's rules", () => {
  it("an interaction that is answered twice is refused with 40060", async () => {
    answer = async (interaction) => {
      await replyTo(interaction, "once");
      if (interaction.isRepliable()) Object.assign(interaction, { replied: false });
      await replyTo(interaction, "twice");
    };
    await member.command("look");
    await discord.until(() => failure !== undefined);
    expect(failure).toMatchObject({ code: 40060 });
    expect(discord.violations).toHaveLength(1);
  });

  it("an interaction without an answer in three seconds fails, and is unknown afterwards", async () => {
    let late: Interaction | undefined;
    answer = (interaction) => {
      late = interaction;
    };
    await expect(member.command("look")).rejects.toThrow(/three seconds/);
    if (late === undefined) throw new Error("nothing arrived");
    await expect(replyTo(late, "late")).rejects.toMatchObject({ code: 10062 });
    expect(discord.violations).toHaveLength(2);
  });

  it("a modal cannot answer a modal", async () => {
    let refused: unknown;
    answer = async (interaction) => {
      if (interaction.isChatInputCommand()) await interaction.showModal(modal);
      if (!interaction.isModalSubmit()) return;
      const body = { type: 9, data: modal.toJSON() };
      const route = `/interactions/${interaction.id}/${interaction.token}/callback` as const;
      refused = await client.rest.post(route, { body, auth: false }).catch((error) => error.code);
      await interaction.reply("plain");
    };
    const { modal: open } = await member.command("look");
    await member.submit(open, { words: "x" });
    expect(refused).toBe(50035);
  });

  it("a token expires after fifteen minutes", async () => {
    answer = (interaction) => replyTo(interaction, "here");
    await member.command("look");
    const command = seen;
    if (!command?.isChatInputCommand()) throw new Error("no command was seen");
    await discord.until(() => command.replied);
    discord.expireInteractions();
    await expect(command.editReply("late")).rejects.toMatchObject({ code: 50027 });
  });

  it("too many or too long choices are refused", async () => {
    answer = (interaction) =>
      interaction.isAutocomplete() &&
      interaction.respond(
        Array.from({ length: 26 }, (_, index) => ({ name: `${index}`, value: `${index}` })),
      );
    await expect(member.autocomplete("look", { text: "x" }, "text")).rejects.toThrow(/three seconds/);
    expect(failure).toMatchObject({ code: 50035 });
  });
});
