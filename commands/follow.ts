import { SlashCommandBuilder } from "@discordjs/builders";
import {
  ChannelType,
  type ChatInputCommandInteraction,
  InteractionContextType,
  MessageFlags,
  PermissionFlagsBits,
} from "discord.js";
import type { App } from "../src/app.ts";
import type { SlashCommand } from "../src/discord/command.ts";
import { requireMember } from "../src/discord/member-permissions.ts";
import { UserError } from "../src/errors.ts";
import { siteLink } from "../src/forum/site.ts";
import { english, type Language } from "../src/language/english.ts";
import type { FollowProgress } from "../src/mirror/mirror.ts";
import { authorName } from "../src/mirror/render.ts";
import { type StartedFollow, startFollow } from "../src/mirror/start-follow.ts";
import { escapeText } from "../src/text/escape.ts";
import { maskedLink } from "../src/text/masked-link.ts";

const texts = english.follow;
const firstLookMs = 250;
const longestLookMs = 2_000;
/** An interaction's answer can be edited for 15 minutes. https://discord.com/developers/docs/interactions/receiving-and-responding#followup-messages */
const answerLifeMs = 14 * 60_000;

export const follow = {
  kind: "slash",
  data: new SlashCommandBuilder()
    .setName("follow")
    .setDescription(texts.description)
    .setContexts(InteractionContextType.Guild)
    .setDefaultMemberPermissions(PermissionFlagsBits.ManageThreads)
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
    const guildId = requireMember(interaction, "ManageThreads");
    await interaction.deferReply({ flags: MessageFlags.Ephemeral });
    const context = { ...app, language };
    const started = await startFollow(context, app.mirror, {
      guildId,
      channelId: channelOf(interaction),
      url: interaction.options.getString("url", true),
      backfill: interaction.options.getInteger("backfill") ?? undefined,
      minScore: interaction.options.getInteger("min-score") ?? undefined,
      authors: readAuthors(interaction.options.getString("authors"), app),
      createdBy: interaction.user.id,
    });
    await showProgress(interaction, app, started, language);
  },
} satisfies SlashCommand;

/** The channel chosen, else the forum that the command is used in, else the server's only one. */
function channelOf(interaction: ChatInputCommandInteraction): string {
  const chosen = interaction.options.getChannel("channel");
  if (chosen !== null) return chosen.id;
  const here = interaction.channel;
  if (here?.isThread() && here.parent?.type === ChannelType.GuildForum) return here.parent.id;
  const forums = interaction.guild?.channels.cache.filter(
    (channel) => channel.type === ChannelType.GuildForum,
  );
  const only = forums?.size === 1 ? forums.first() : undefined;
  if (only === undefined) throw new UserError((say) => say.follow.chooseChannel);
  return only.id;
}

/** Names, slugs or addresses of user pages. */
function readAuthors(text: string | null, app: App): readonly string[] {
  const entries = (text ?? "").split(",").map((entry) => entry.trim().replace(/^@/, ""));
  return entries.filter((entry) => entry !== "").map((entry) => slugOf(entry, app) ?? entry);
}

function slugOf(entry: string, app: App): string | undefined {
  const url = URL.parse(entry);
  for (const source of url === null ? [] : app.sources.values()) {
    const link = url === null ? undefined : source.parseUrl(url);
    if (link?.kind === "user") return link.slug;
  }
  return undefined;
}

/** Keeps the answer current until everything is mirrored, something is in the way, or Discord no longer takes edits. */
async function showProgress(
  interaction: ChatInputCommandInteraction,
  app: App,
  started: StartedFollow,
  language: Language,
): Promise<void> {
  const understood = describe(started, language);
  const until = app.clock.now() + answerLifeMs;
  let shown = "";
  for (let looks = 0; ; looks += 1) {
    const progress = await app.mirror.progress(started.follow.id);
    if (progress === undefined) return;
    const isFinished = isDone(progress);
    const isLast = isFinished || app.clock.now() >= until;
    const { lastError } = started.source.health();
    const failure =
      lastError === undefined || isFinished
        ? []
        : [
            `⚠️ ${language.siteFault(started.source.site.title, lastError.fault)} ${language.interaction.goesOn}`,
          ];
    const lines = [understood, ...failure, ...progressLines(progress, isFinished, isLast, language)];
    const content = lines.join("\n");
    if (content !== shown) await interaction.editReply({ content, allowedMentions: { parse: [] } });
    shown = content;
    if (isLast) return;
    await app.clock.sleep(Math.min(longestLookMs, firstLookMs * 2 ** looks));
  }
}

function isDone({ follow, isRead, sent, refused, total, opened, threads }: FollowProgress): boolean {
  return follow.state !== "active" || (isRead && opened === threads && sent + refused >= total);
}

function progressLines(
  progress: FollowProgress,
  isFinished: boolean,
  isLast: boolean,
  language: Language,
): readonly string[] {
  const say = language.follow;
  const { follow, isRead, total, refused, jumpLink } = progress;
  const lines: string[] = [];
  if (follow.trouble !== undefined) lines.push(`⚠️ ${language.fault(follow.trouble.fault)}`);
  if (!isRead) lines.push(say.reading);
  else if (total === 0 && isFinished) lines.push(say.nothingYet);
  else lines.push(isFinished ? say.mirrored(total, progress.threads) : say.mirroring(progress));
  if (refused > 0) lines.push(`⚠️ ${say.refused(refused)}`);
  if (jumpLink !== undefined) lines.push(say.at(jumpLink));
  if (isLast && !isFinished) lines.push(say.goesOn);
  return lines;
}

function describe(
  { follow, title, path, source, authors, commentCount }: StartedFollow,
  language: Language,
): string {
  const names = authors.map((author) => escapeText(authorName(author, language))).join(", ");
  return language.follow.understood({
    kind: `**${language.targetName(follow.target.kind)}**`,
    title: maskedLink(title, siteLink(source.site, path)),
    by: names === "" ? "" : language.follow.by(names),
    comments: commentCount === undefined ? "" : language.mirror.comments(commentCount),
    channel: `<#${follow.channelId}>`,
  });
}
