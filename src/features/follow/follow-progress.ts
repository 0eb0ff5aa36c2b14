import type { Clock } from "../../clock.ts";
import type { Answerable, Visit } from "../../discord/kit/visit.ts";
import { siteLink } from "../../forum/site.ts";
import type { Language } from "../../language/english.ts";
import type { FollowProgress } from "../../mirror/follows/follow-progress.ts";
import { authorName } from "../../rendering/names.ts";
import { escapeText } from "../../text/escape.ts";
import { cutAtWord } from "../../text/excerpt.ts";
import { maskedLink } from "../../text/masked-link.ts";
import { describeFilters } from "./follow-filters.ts";
import { readLine } from "./follow-lines.ts";
import { followPlaces } from "./follow-places.ts";
import type { StartedFollow } from "./start-follow.ts";

const namesLength = 200;
const placesShown = 10;
const firstLookMs = 250;
const longestLookMs = 2_000;
/**
 * Number of looks that come early, as soon as the bot has nothing left to do. Many follows that begin together would otherwise keep
 * one another awake.
 */
const earlyLooks = 6;
/** An interaction's answer can be edited for 15 minutes. https://discord.com/developers/docs/interactions/receiving-and-responding#followup-messages */
const answerLifeMs = 14 * 60_000;

/** Keeps the answer current until everything is mirrored, something prevents it, or Discord no longer takes edits. */
export async function showFollowProgress(
  { interaction, app, language }: Visit<Answerable>,
  started: StartedFollow,
): Promise<void> {
  const elsewhere = started.elsewhere.map((channelId) => `<#${channelId}>`);
  const understood = [
    describe(started, language),
    ...(elsewhere.length > 0 ? [language.follow.alsoIn(elsewhere)] : []),
    ...(started.isRemade ? [language.follow.remade] : []),
  ];
  const until = app.clock.elapsedMs() + answerLifeMs;
  let shown = "";
  for (let looks = 0; ; looks += 1) {
    // Ask for this before the progress; otherwise, a rest between the two would be missed.
    const rest = looks < earlyLooks ? app.mirror.rest.next() : undefined;
    const progress = await app.mirror.progress(started.follow.id);
    if (progress === undefined) return;
    const isFinished = isDone(progress);
    const isLast = isFinished || app.clock.elapsedMs() >= until;
    const fault = started.source.health().lastError?.fault ?? progress.readFault;
    const failure =
      fault === undefined || isFinished ? [] : [`⚠️ ${readLine(started.source.site.title, fault, language)}`];
    const lines = [...understood, ...failure, ...progressLines(progress, isFinished, isLast, language)];
    const content = lines.join("\n");
    if (content !== shown)
      await interaction.editReply({ content, components: [], allowedMentions: { parse: [] } });
    shown = content;
    if (isLast) return;
    await restOrLook(rest, Math.min(longestLookMs, firstLookMs * 2 ** looks), app.clock);
  }
}

async function restOrLook(rest: Promise<void> | undefined, lookMs: number, clock: Clock): Promise<void> {
  if (rest === undefined) return await clock.sleep(lookMs);
  const hasRested = new AbortController();
  await Promise.race([rest.then(() => hasRested.abort()), clock.sleep(lookMs, hasRested.signal)]);
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
  const { follow, isRead, total, refused, jumpLinks, shared, threads } = progress;
  const lines: string[] = [];
  if (follow.trouble !== undefined) lines.push(`⚠️ ${language.fault(follow.trouble.fault)}`);
  if (!isRead) lines.push(say.reading);
  else if (total === 0 && isFinished) lines.push(say.nothingYet);
  else lines.push(isFinished ? say.mirrored(progress) : say.mirroring(progress));
  if (isRead && shared > 0) lines.push(say.shares(shared, threads));
  if (refused > 0) lines.push(`⚠️ ${say.refused(refused)}`);
  if (jumpLinks.length > 0) lines.push(say.at(followPlaces(progress, placesShown, language)));
  if (isLast && !isFinished) lines.push(say.goesOn);
  return lines;
}

function describe(
  { follow, title, path, source, authors, commentCount }: StartedFollow,
  language: Language,
): string {
  const names = escapeText(
    cutAtWord(authors.map((author) => authorName(author, language)).join(", "), namesLength),
  );
  return language.follow.understood({
    kind: `**${language.targetName(follow.target.kind)}**`,
    title: maskedLink(title, siteLink(source.site, path)),
    by: names === "" ? "" : language.follow.by(names),
    comments: commentCount === undefined ? "" : language.mirror.comments(commentCount),
    filters: describeFilters(follow, language),
    channel: `<#${follow.channelId}>`,
  });
}
