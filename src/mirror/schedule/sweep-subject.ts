import { giveWay } from "../../give-way.ts";
import { SourceError } from "../../sources/source-error.ts";
import type { MirroredThread } from "../../store/threads/mirrored-thread.ts";
import type { ShareOfThread } from "../../store/threads/shares.ts";
import type { MirrorContext } from "../context.ts";
import type { Deliveries } from "../delivery/deliveries.ts";
import { isOfBackfill } from "../follows/target-posts.ts";
import { readWishes, type Wishes } from "../follows/wishes.ts";
import { countedOnce } from "../reading/refusals.ts";
import { type SweptThread, sweepThread } from "../reading/sweep.ts";
import { shareAnswers } from "./share-answers.ts";

type Reader = Omit<SweptThread, "wishes" | "thread">;

interface Wished {
  readonly thread: MirroredThread;
  readonly wishes: Wishes;
}

export interface SubjectResult {
  /** Threads that were read to the end. */
  readonly read: readonly MirroredThread[];
  /** Threads with more to read than one turn allows, and those that could not be read. */
  readonly left: readonly MirroredThread[];
  /** Error of the first failure; `undefined` if there was none. */
  readonly error: unknown;
}

/** Reads one subject for all threads that show it, and wakes the delivery of those that have something to deliver. */
export async function sweepSubject(
  context: MirrorContext,
  reader: Reader,
  deliveries: Deliveries,
  threads: readonly MirroredThread[],
): Promise<SubjectResult> {
  const source = shareAnswers(reader.source);
  const once = { ...reader, source, refusals: countedOnce(reader.refusals) };
  const wished = await Promise.all(
    threads.map(async (thread): Promise<Wished> => ({ thread, wishes: await readWishes(context, thread) })),
  );
  const isAwaited = wished.some(({ wishes }) => isFirst(wishes));
  const read: MirroredThread[] = [];
  const left: MirroredThread[] = [];
  let error: unknown;
  for (const { thread, wishes } of wished) {
    // A failure of the site is the same for all threads. Any other failure must not keep the other threads from being read.
    if (error instanceof SourceError) {
      left.push(thread);
      continue;
    }
    await giveWay();
    try {
      const result = await sweepOne(context, once, deliveries, { thread, wishes, isAwaited });
      if (result !== "elsewhere") (result === "read" ? read : left).push(thread);
    } catch (thrown) {
      left.push(thread);
      error ??= thrown;
    }
  }
  return { read, left, error };
}

/** Returns `elsewhere` if another site must read the thread. */
async function sweepOne(
  context: MirrorContext,
  reader: Reader,
  deliveries: Deliveries,
  { thread, wishes, isAwaited }: Wished & { readonly isAwaited: boolean },
): Promise<"read" | "left" | "elsewhere"> {
  const { shares } = wishes;
  if (shares.length === 0) return "read";
  const site = fullerSite(context, thread, shares);
  if (site !== undefined) {
    await context.store.threads.readFrom(thread.id, site);
    return "elsewhere";
  }
  const swept = await sweepThread(context, { ...reader, wishes, thread }, isAwaited ? "member" : "sweep");
  if (isFirst(wishes) && shares.every(({ follow }) => isOfBackfill(follow, thread)))
    deliveries.resume(thread);
  else if (isFirst(wishes) || swept.hasWork) deliveries.wake(thread);
  for (const copy of swept.copies) deliveries.wake(copy);
  return swept.isFinished ? "read" : "left";
}

/** Returns whether a follow has not had its first reading. */
function isFirst({ shares }: Wishes): boolean {
  return shares.some(({ floorMs }) => floorMs === undefined);
}

/**
 * Finds a site that lists all comments, among the sites of a thread's follows, if the thread's own site lists only some: no follow
 * may miss any.
 */
function fullerSite(
  { sources }: MirrorContext,
  { site }: MirroredThread,
  shares: readonly ShareOfThread[],
): string | undefined {
  const listsAll = (name: string) => sources.get(name)?.capabilities.listsAll !== false;
  if (listsAll(site)) return undefined;
  return shares.map(({ follow }) => follow.site).find((name) => sources.has(name) && listsAll(name));
}
