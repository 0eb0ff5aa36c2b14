import type { Visit } from "../../discord/kit/visit.ts";
import { siteLink } from "../../forum/site.ts";
import type { Language } from "../../language/english.ts";
import type { SourceFault } from "../../language/faults.ts";
import type { WaitingThread } from "../../mirror/follows/follow-progress.ts";
import { isRecordFault } from "../../sources/source-error.ts";
import type { Follow } from "../../store/follow.ts";
import { escapeText } from "../../text/escape.ts";
import { cutAtWord } from "../../text/excerpt.ts";
import { maskedLink } from "../../text/masked-link.ts";
import { describeFilters } from "./follow-filters.ts";
import { followPlaces } from "./follow-places.ts";

/** The most entries to list of anything that a follow may have many of. */
export interface FollowLinesShown {
  readonly waiting: number;
  readonly places: number;
}

/** The length of a forum post's name. */
const titleLength = 100;

/**
 * Says what is followed, where to, its progress and any problems: at most 800 characters, plus waiting posts and further places.
 */
export async function followLines(
  { app, language }: Visit,
  follow: Follow,
  shown: FollowLinesShown,
): Promise<string> {
  const say = language.following;
  const source = app.sources.get(follow.site);
  const site = source?.site;
  const progress = await app.mirror.progress(follow.id);
  const siteFault = source?.health().lastError?.fault ?? progress?.readFault;
  const late = await app.store.tallies.lateEdits(follow.id);
  const threads = await app.store.threads.ofFollow(follow.id);
  const activity = Math.max(0, ...threads.map((thread) => thread.lastActivityAtMs));
  const read = Math.max(0, ...threads.map((thread) => thread.sweptAtMs ?? 0));
  const name = cutAtWord(follow.title, titleLength);
  const title = site === undefined ? escapeText(name) : maskedLink(name, siteLink(site, follow.path));
  const facts = [
    say.states[follow.state],
    ...describeFilters(follow, language),
    progress === undefined ? "" : say.counts(progress.sent, progress.total, progress.threads),
    progress !== undefined && progress.shared > 0 ? say.shared(progress.shared, progress.threads) : "",
    progress !== undefined && progress.merging > 0 ? say.merging(progress.merging) : "",
    activity > 0 ? say.lastActivity(activity) : "",
    read > 0 ? say.lastRead(read) : "",
  ];
  const trouble = [
    follow.trouble === undefined ? "" : `\n  ⚠️ ${language.fault(follow.trouble.fault)}`,
    site === undefined ? `\n  ⚠️ ${say.siteNotRead(app.publicSites.titleOf(follow.site))}` : "",
    siteFault === undefined || site === undefined ? "" : `\n  ⚠️ ${readLine(site.title, siteFault, language)}`,
    progress?.isHidden === true && site !== undefined ? `\n  ⚠️ ${say.hidden(site.title)}` : "",
    late === undefined ? "" : `\n  ⏳ ${say.lateEdits(late.count, late.nextAtMs)}`,
    ...waitingLines(progress?.waiting ?? [], shown.waiting, language),
    progress !== undefined && progress.refused > 0
      ? `\n  ⚠️ ${language.follow.refused(progress.refused)}`
      : "",
  ];
  const where = followPlaces(progress ?? { follow, jumpLinks: [] }, shown.places, language);
  return `**${language.targetName(follow.target.kind)}** ${title} → ${where}\n  ${facts.filter(Boolean).join(" · ")}${trouble.join("")}`;
}

/** Says why a site could not be read for a follow. */
export function readLine(site: string, fault: SourceFault, language: Language): string {
  if (isRecordFault(fault)) return language.following.refused(site);
  return `${language.siteFault(site, fault)} ${language.interaction.goesOn}`;
}

/** Lists forum posts that wait for Discord while the follow's others continue. */
function waitingLines(
  waiting: readonly WaitingThread[],
  shown: number,
  language: Language,
): readonly string[] {
  const say = language.following;
  const lines = waiting.slice(0, shown).map(({ title, link, fault }) => {
    const name = link === undefined ? escapeText(title) : maskedLink(title, link);
    return `\n  ⏳ ${say.threadWaits(name, language.fault(fault))}`;
  });
  const more = waiting.length - lines.length;
  return more > 0 ? [...lines, `\n  ${say.moreThreads(more)}`] : lines;
}
