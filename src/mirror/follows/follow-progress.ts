import type { DiscordFault, SourceFault } from "../../language/faults.ts";
import { SourceError } from "../../sources/source-error.ts";
import type { Follow } from "../../store/follow.ts";
import type { MirroredThread } from "../../store/threads/mirrored-thread.ts";
import type { ShareOfFollow } from "../../store/threads/shares.ts";
import type { MirrorContext } from "../context.ts";
import { isGone, keptSubject } from "../starter/starter.ts";
import { isSingle } from "./target-posts.ts";

export interface FollowProgress {
  readonly follow: Follow;
  /** True if the site was read completely, so `total` is final. */
  readonly isRead: boolean;
  readonly sent: number;
  readonly total: number;
  readonly refused: number;
  /** The fault at the last reading of the site; `undefined` if it worked. */
  readonly readFault: SourceFault | undefined;
  /** True if the site no longer shows the single target to visitors. */
  readonly isHidden: boolean;
  /** Number of older comments that the follow leaves out; `undefined` if they were not counted. */
  readonly leftOut: number | undefined;
  /** True if it leaves out older posts. */
  readonly leavesPostsOut: boolean;
  /** Forum posts: number made, and number in all. */
  readonly opened: number;
  readonly threads: number;
  /** Number of these forum posts that other follows share. */
  readonly shared: number;
  /** Copies of forum posts that are not merged yet. */
  readonly merging: number;
  /** Addresses of the existing forum posts, in order. */
  readonly jumpLinks: readonly string[];
  /** Forum posts that wait for Discord while others continue. */
  readonly waiting: readonly WaitingThread[];
}

export interface WaitingThread {
  readonly title: string;
  /** Address of the forum post; `undefined` before it exists. */
  readonly link: string | undefined;
  readonly fault: DiscordFault;
}

/** The faults in the way of a follow, as seen by this process. */
export interface Obstacles {
  /** Returns why the site could not be read for the follow or one of these threads. */
  ofReading(follow: Follow, threads: readonly MirroredThread[]): unknown;
  /** Returns the fault in Discord that a thread waits for. */
  ofWriting(threadId: number): DiscordFault | undefined;
}

export async function progressOf(
  context: MirrorContext,
  follow: Follow,
  obstacles: Obstacles,
): Promise<FollowProgress> {
  const { store, publisher } = context;
  const counts = await store.tallies.progress(follow.id);
  const all = await store.shares.ofFollow(follow.id);
  const known = all.filter(({ thread }) => thread.mergingInto === undefined);
  const copies = all
    .map(({ thread }) => thread)
    .filter(({ mergingInto, state }) => mergingInto !== undefined && state !== "merged");
  const wanted = known.filter(({ state }) => state === "wanted");
  const kept = wanted.filter(({ thread }) => thread.state !== "gone");
  const shares = await withoutHidden(context, kept);
  const threads = shares.map(({ thread }) => thread);
  const shared: MirroredThread[] = [];
  for (const thread of threads) if (await store.shares.isShared(thread.id, follow.id)) shared.push(thread);
  const linkTo = (threadId: string) => publisher.threadLink(follow.guildId, threadId);
  const opened = threads.flatMap((thread) => thread.discordThreadId ?? []);
  const error = obstacles.ofReading(follow, threads);
  const waiting = [...threads, ...copies].flatMap(
    ({ id, title, discordThreadId }): readonly WaitingThread[] => {
      const fault = obstacles.ofWriting(id);
      const link = discordThreadId === undefined ? undefined : linkTo(discordThreadId);
      return fault === undefined ? [] : [{ title, link, fault }];
    },
  );
  return {
    follow,
    isRead: follow.backfilledAtMs !== undefined && shares.every(({ floorMs }) => floorMs !== undefined),
    ...counts,
    readFault: error instanceof SourceError ? error.fault : undefined,
    isHidden: isSingle(follow) && (await isHidden(context, kept[0]?.thread)),
    leftOut: sumOf(shares.map(({ leftOut }) => leftOut)),
    leavesPostsOut: known.length > wanted.length,
    opened: opened.length,
    threads: threads.length,
    shared: shared.length,
    merging: copies.length,
    jumpLinks: opened.map(linkTo),
    waiting: follow.state === "active" ? waiting : [],
  };
}

/** Leaves out threads that cannot begin while visitors may not see their subject. */
async function withoutHidden(
  context: MirrorContext,
  shares: readonly ShareOfFollow[],
): Promise<readonly ShareOfFollow[]> {
  const shown: ShareOfFollow[] = [];
  for (const share of shares) {
    const { thread } = share;
    if (thread.discordThreadId !== undefined || !(await isHidden(context, thread))) shown.push(share);
  }
  return shown;
}

async function isHidden(context: MirrorContext, thread: MirroredThread | undefined): Promise<boolean> {
  const subject = thread && (await keptSubject(context, thread));
  return subject !== undefined && isGone(subject);
}

/** `undefined` if one of them is. */
function sumOf(counts: readonly (number | undefined)[]): number | undefined {
  return counts.reduce<number | undefined>(
    (sum, count) => (sum === undefined || count === undefined ? undefined : sum + count),
    0,
  );
}
