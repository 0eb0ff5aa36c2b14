import { isLongPast } from "../../clock.ts";
import type { MirrorContext } from "../context.ts";
import { numberDifference, refreshIntervalMs } from "../votes.ts";
import type { PlannedThread } from "./planned-thread.ts";
import { countsOf, followTitle, isGone, keptSubject, subjectNames } from "./starter.ts";
import type { StarterSubject } from "./subject.ts";

/**
 * Compares the first message of a forum post, and the titles of follows, with what the archive now knows about the subject. Returns
 * whether the first message must be updated.
 */
export async function watchStarter(context: MirrorContext, planned: PlannedThread): Promise<boolean> {
  const { store } = context;
  const { thread } = planned;
  const subject = await keptSubject(context, thread);
  if (subject === undefined) return thread.isStarterStale;
  await renameFollows(context, planned, subject);
  // A forum post that does not exist yet will begin with the facts at that time, once visitors may see them.
  if (thread.state !== "open") return !isGone(subject);
  const wanted = subjectNames.nameOf(subject);
  const isChanged = subjectNames.compare(thread.starterSource, subject) === "changed";
  if (!isChanged && !(await hasOtherCounts(context, planned, subject))) {
    if (subjectNames.isOutdated(thread.starterSource)) await store.starters.nameSource(thread.id, wanted);
    return thread.isStarterStale;
  }
  await store.starters.markStale(thread.id, wanted);
  return true;
}

/** Renames the follows of the subject to its current title. */
async function renameFollows(
  { store, language }: MirrorContext,
  { source, thread }: PlannedThread,
  subject: StarterSubject,
): Promise<void> {
  const current = followTitle(subject, source.site.title, language);
  if (current === undefined) return;
  for (const { follow } of await store.shares.ofThread(thread.id)) {
    const { target, title, path } = follow;
    const isFollowed = target.kind !== "site" && target.reference === thread.subject;
    const isRenamed = current.title !== title || current.path !== path;
    if (isFollowed && isRenamed) await store.follows.rename(follow.id, current);
  }
}

/** Returns whether the score or the number of comments changed enough to be written, by the rule for votes. */
async function hasOtherCounts(
  { store, clock }: MirrorContext,
  { source, thread }: PlannedThread,
  subject: StarterSubject,
): Promise<boolean> {
  const { score, comments } = countsOf(subject, source.site);
  if (thread.starterComments === undefined && comments !== undefined)
    await store.starters.noteComments(thread.id, comments);
  if (!isLongPast(thread.starterShownAtMs ?? 0, refreshIntervalMs, clock.now())) return false;
  const { showsScore } = await store.settings.ofGuild(thread.guildId);
  const hasOtherScore = showsScore && numberDifference(thread.starterScore, score) > 0;
  // A count that is or was unknown is not a change.
  const hasOtherComments =
    comments !== undefined &&
    thread.starterComments !== undefined &&
    numberDifference(thread.starterComments, comments) > 0;
  return hasOtherScore || hasOtherComments;
}
