import {
  ActionRowBuilder,
  ButtonBuilder,
  ChannelSelectMenuBuilder,
  ContextMenuCommandBuilder,
  LabelBuilder,
  ModalBuilder,
  SlashCommandBuilder,
  StringSelectMenuBuilder,
  TextInputBuilder,
} from "@discordjs/builders";
import {
  ApplicationCommandType,
  ButtonStyle,
  ChannelType,
  type Interaction,
  MessageFlags,
  TextInputStyle,
} from "discord.js";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openPageWorld, type PageWorld, type SmallCommand } from "./page-world.ts";

const commands: readonly SmallCommand[] = [
  new SlashCommandBuilder()
    .setName("follow")
    .setDescription("Follows a post")
    .addStringOption((option) => option.setName("url").setDescription("What").setRequired(true))
    .addChannelOption((option) =>
      option.setName("channel").setDescription("Where").addChannelTypes(ChannelType.GuildForum),
    )
    .addIntegerOption((option) => option.setName("backfill").setDescription("How many").setMinValue(0)),
  new SlashCommandBuilder()
    .setName("unfollow")
    .setNameLocalization("de", "beenden")
    .setDescription("Ends it")
    .setDescriptionLocalization("de", "Beendet es")
    .addStringOption((option) =>
      option
        .setName("follow")
        .setNameLocalization("de", "abo")
        .setDescription("Which")
        .setRequired(true)
        .setAutocomplete(true),
    ),
  new SlashCommandBuilder().setName("panel").setDescription("Buttons"),
  new SlashCommandBuilder().setName("speak").setDescription("Says which language"),
  new SlashCommandBuilder().setName("silent").setDescription("Never answers"),
  new ContextMenuCommandBuilder().setName("Quote comment").setType(ApplicationCommandType.Message),
];

async function answer(interaction: Interaction): Promise<unknown> {
  if (interaction.isAutocomplete())
    return interaction.respond([{ name: "A post: with a colon", value: "17" }]);
  if (interaction.isMessageContextMenuCommand()) return interaction.reply(`quoted ${interaction.targetId}`);
  if (interaction.isButton()) return interaction.showModal(modal());
  if (interaction.isStringSelectMenu())
    return interaction.update({ content: `chose ${interaction.values[0]}` });
  if (interaction.isModalSubmit())
    return interaction.reply(`wrote ${interaction.fields.getTextInputValue("words")}`);
  if (!interaction.isChatInputCommand() || interaction.commandName === "silent") return undefined;
  const flags = MessageFlags.Ephemeral as const;
  if (interaction.commandName === "panel")
    return interaction.reply({ content: "Panel", components: panel(interaction.channelId), flags });
  if (interaction.commandName === "speak") return interaction.reply(`speaks ${interaction.locale}`);
  const given = interaction.options.data.map(({ name, value }) => `${name}=${value}`).join(" ");
  return interaction.reply({ content: given, flags });
}

function panel(channelId: string) {
  const button = new ButtonBuilder().setCustomId("write").setLabel("Write").setStyle(ButtonStyle.Primary);
  const menu = new StringSelectMenuBuilder()
    .setCustomId("choose")
    .setPlaceholder("Choose")
    .addOptions({ label: "One", value: "1" }, { label: "Two", value: "2" });
  const place = new ChannelSelectMenuBuilder()
    .setCustomId("place")
    .setPlaceholder("No place")
    .setMinValues(0)
    .setDefaultChannels(channelId);
  return [
    new ActionRowBuilder<ButtonBuilder>().addComponents(button).toJSON(),
    new ActionRowBuilder<StringSelectMenuBuilder>().addComponents(menu).toJSON(),
    new ActionRowBuilder<ChannelSelectMenuBuilder>().addComponents(place).toJSON(),
  ];
}

function modal() {
  const words = new TextInputBuilder()
    .setCustomId("words")
    .setLabel("Words")
    .setStyle(TextInputStyle.Paragraph);
  const row = new ActionRowBuilder<TextInputBuilder>().addComponents(words);
  const parts = new StringSelectMenuBuilder()
    .setCustomId("parts")
    .setPlaceholder("All of it")
    .setRequired(false)
    .setMinValues(0)
    .setMaxValues(2)
    .addOptions({ label: "One", value: "1" }, { label: "Two", value: "2" });
  return new ModalBuilder()
    .setCustomId("reply")
    .setTitle("Reply <now>")
    .addComponents(row)
    .addLabelComponents(new LabelBuilder().setLabel("Parts").setStringSelectMenuComponent(parts))
    .toJSON();
}

let world: PageWorld;

beforeAll(async () => {
  world = await openPageWorld({ answer, commands });
});
afterAll(() => world.close());

interface Suggested {
  readonly hint: string;
  readonly isComplete: boolean;
  readonly items: readonly { readonly label: string; readonly line: string }[];
}

const suggest = (line: string) => world.get<Suggested>(`/api/suggestions?${new URLSearchParams({ line })}`);
const run = (line: string, language?: string) =>
  world.post("/api/command", { line, channelId: world.generalId }, language);

/** Returns the HTML of the newest messages in #general. */
async function shown(): Promise<readonly string[]> {
  const view = await world.get<{ items: { html: string }[] }>(
    `/api/channels/${world.generalId}?anchor=end&before=9`,
  );
  return view.items.map(({ html }) => html);
}

describe("the box for commands", () => {
  it("offers the deployed commands, then options, then values", async () => {
    const labels = async (line: string) => (await suggest(line)).items.map(({ label }) => label);
    expect(await labels("/")).toEqual(["/follow", "/panel", "/silent", "/speak", "/unfollow"]);
    expect((await suggest("/fol")).items[0]?.line).toBe("/follow url:");
    expect(await labels("/follow url:x ")).toEqual(["channel:", "backfill:"]);
    expect(await labels("/follow url:x ba")).toEqual(["backfill:"]);
    expect(await labels("/follow url:x channel:#dis")).toEqual(["#discussions"]);
  });

  it("sends the value of a choice from the bot's autocomplete", async () => {
    const { items } = await suggest("/unfollow follow:");
    expect(items.map(({ label }) => label)).toEqual(["A post: with a colon"]);
    const { status } = await run(items[0]?.line ?? "");
    expect(status).toBe(200);
    expect((await shown()).at(-1)).toContain("follow=17");
  });

  it("names commands and options as Discord does in the reader's language, and accepts the English names too", async () => {
    const german = async (line: string) => {
      const headers = { "accept-language": "de-AT,de;q=0.9" };
      const asked = await fetch(`${world.page.url}/api/suggestions?${new URLSearchParams({ line })}`, {
        headers,
      });
      return (await asked.json()) as Suggested;
    };
    expect((await german("/been")).items[0]).toMatchObject({ label: "/beenden", line: "/beenden abo:" });
    const { items } = await german("/beenden abo:");
    expect((await run(items[0]?.line ?? "", "de")).status).toBe(200);
    expect((await shown()).at(-1)).toContain("follow=17");
    expect((await run("/unfollow follow:18", "de")).status).toBe(200);
    expect((await shown()).at(-1)).toContain("follow=18");
  });

  it("runs a command and marks the answer as visible only to the reader", async () => {
    const { body } = await run("/follow url:https://example.org/x channel:#discussions backfill:10");
    expect(body).toMatchObject({ kind: "message", channelId: world.generalId });
    const last = (await shown()).at(-1) ?? "";
    expect(last).toContain(`channel=${world.channel.id} backfill=10`);
    expect(last).toContain("Only you can see this");
    expect(last).toContain("<b>Ada</b> used");
    expect(world.guild.channels.find(({ name }) => name === "general")?.messages).toEqual([]);
  });

  it("assigns text without an option to the first required one", async () => {
    await run("/follow https://example.org/y");
    expect((await shown()).at(-1)).toContain("https://example.org/y");
  });

  it.each([
    ["de-AT,de;q=0.9,en;q=0.8", "de"],
    ["pt-BR", "pt-BR"],
    ["gsw,en-GB;q=0.5", "en-GB"],
    ["xx", "en-US"],
  ])("speaks the language of a browser that asks for %s", async (language, locale) => {
    await run("/speak", language);
    expect((await shown()).at(-1)).toContain(`speaks ${locale}`);
  });

  it("dismisses an answer for good", async () => {
    const { body } = await run("/follow url:gone");
    await world.post("/api/dismiss", { channelId: world.generalId, messageId: body.messageId });
    expect((await shown()).join("")).not.toContain("url=gone");
  });

  it.each([
    ["hello", "This box takes slash commands: type / to see them."],
    ["/nonsense", "There is no command /nonsense: type / to see all commands."],
    ["/follow", "Url is required."],
    ["/follow url:x channel:#nowhere", "Channel: this server has no channel “#nowhere”."],
    ["/follow url:x channel:#general", "Channel must be another kind of channel."],
    ["/follow url:x backfill:ten", "Backfill must be a number, not “ten”."],
    ["/follow url:x backfill:-1", "Backfill must be a number from 0 to 9007199254740992."],
    ["/panel now", "I cannot read “now”. The command takes no options."],
  ])("says what is wrong with %j", async (line, error) => {
    expect(await run(line)).toEqual({ status: 422, body: { error } });
  });

  it("says so if the bot does not answer in time", async () => {
    const { body } = await run("/silent");
    expect(body.error).toMatch(/^No answer within three seconds/);
  });
});

describe("an answer of the bot", () => {
  const onPanel = async () => {
    const { body } = await run("/panel");
    return { channelId: body.channelId, messageId: body.messageId };
  };

  it("shows which of the server's channels is chosen", async () => {
    await onPanel();
    expect((await shown()).at(-1)).toContain(`<option value="${world.generalId}" selected>`);
  });

  it("lets a choice be cleared only where choosing nothing is allowed", async () => {
    await onPanel();
    const html = (await shown()).at(-1);
    expect(html).toContain('<option value="">No place</option>');
    expect(html).toContain('<option value="" disabled selected>Choose</option>');
  });

  it("says in a form what it means to choose none of several things", async () => {
    const message = await onPanel();
    const { body } = await world.post("/api/press", { ...message, customId: "write" });
    expect(body.html).toContain('<p class="quiet">All of it</p><select');
  });

  it("can be chosen from, and is updated in its place", async () => {
    const message = await onPanel();
    const before = await shown();
    expect(before.at(-1)).toContain('data-press="write"');
    await world.post("/api/select", { ...message, customId: "choose", values: ["2"] });
    const after = await shown();
    expect(after).toHaveLength(before.length);
    expect(after.at(-1)).toContain("chose 2");
  });

  it("opens a form, keeps it open when a field is wrong, and sends it", async () => {
    const message = await onPanel();
    const { body } = await world.post("/api/press", { ...message, customId: "write" });
    expect(body.html).toContain("Reply &lt;now&gt;");
    const id = /data-modal="(\d+)"/.exec(body.html ?? "")?.[1] ?? "";
    const empty = await world.post("/api/submit", { modal: id, values: { words: "" } });
    expect(empty.body.error).toBe("Words must have 1–4000 characters.");
    await world.post("/api/submit", { modal: id, values: { words: "well said" } });
    expect((await shown()).at(-1)).toContain("wrote well said");
  });

  it("refuses a button that does not exist", async () => {
    const message = await onPanel();
    const { body } = await world.post("/api/press", { ...message, customId: "other" });
    expect(body.error).toBe("The message has no button other.");
  });

  it("offers the app's menu on a message and uses it", async () => {
    const { body } = await run("/follow url:anything");
    const reply = await world.post("/api/menu", { ...body, name: "Quote comment" });
    expect(reply.body.error ?? reply.body.kind).toBe("message");
    const menus = (await shown()).filter((html) => html.includes('data-menu="Quote comment"'));
    expect(menus.length).toBeGreaterThan(0);
  });
});
