import { SlashCommandBuilder } from "@discordjs/builders";
import { ChannelType, InteractionContextType, MessageFlags } from "discord.js";
import type { App } from "../src/app.ts";
import type { SlashCommand } from "../src/discord/command.ts";
import { chooseFollowChannel } from "../src/discord/follow-channel.ts";
import { showFollowProgress } from "../src/discord/follow-progress.ts";
import { sharedLanguageOf } from "../src/discord/language-of.ts";
import { requireFollower } from "../src/discord/member-permissions.ts";
import { english } from "../src/language/english.ts";
import { readNames, readUserPage } from "../src/mirror/answers/read-names.ts";
import { startFollow } from "../src/mirror/answers/start-follow.ts";

const texts = english.follow;

export const follow = {
  kind: "slash",
  data: new SlashCommandBuilder()
    .setName("follow")
    .setDescription(texts.description)
    // Who may follow is a setting of the server, so Discord is not told to hide it.
    .setContexts(InteractionContextType.Guild)
    .addStringOption((option) =>
      option.setName("url").setDescription(texts.options.url).setRequired(true).setMaxLength(500),
    )
    .addChannelOption((option) =>
      option.setName("channel").setDescription(texts.options.channel).addChannelTypes(ChannelType.GuildForum),
    )
    .addIntegerOption((option) =>
      option.setName("backfill").setDescription(texts.options.backfill).setMinValue(0).setMaxValue(100_000),
    )
    .addIntegerOption((option) => option.setName("min-score").setDescription(texts.options.minScore))
    .addStringOption((option) =>
      option.setName("authors").setDescription(texts.options.authors).setMaxLength(500),
    ),

  async execute(interaction, app, language) {
    const guildId = await requireFollower(interaction, app);
    await interaction.deferReply({ flags: MessageFlags.Ephemeral });
    const context = { ...app, language: sharedLanguageOf(interaction) };
    const started = await startFollow(context, app.mirror, {
      guildId,
      channelId: await chooseFollowChannel(interaction, interaction.options.getChannel("channel")?.id, app),
      url: interaction.options.getString("url", true),
      backfill: interaction.options.getInteger("backfill") ?? undefined,
      minScore: interaction.options.getInteger("min-score") ?? undefined,
      authors: readAuthors(interaction.options.getString("authors") ?? "", app),
      createdBy: interaction.user.id,
    });
    await showFollowProgress(interaction, app, started, language);
  },
} satisfies SlashCommand;

/** Names, and slugs for those who were named by the address of their page. */
function readAuthors(text: string, { sources }: App): readonly string[] {
  return readNames(text, ",").map((name) => readUserPage(sources, name)?.slug ?? name);
}
