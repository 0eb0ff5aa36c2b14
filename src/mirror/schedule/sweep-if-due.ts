import type { MirroredThread } from "../../store/threads/mirrored-thread.ts";
import type { ShareOfThread } from "../../store/threads/shares.ts";
import type { MirrorContext } from "../context.ts";
import type { Deliveries } from "../delivery/deliveries.ts";
import { isOfBackfill } from "../follows/target-posts.ts";
import { readWishes } from "../follows/wishes.ts";
import { type SweptThread, sweepThread } from "../reading/sweep.ts";
import type { ReadingResult } from "./postponed.ts";
import { overdueness } from "./sweep-intervals.ts";

/** Sweeps a thread unless it was read since it was queued, and wakes its delivery if there is something to deliver. */
export async function sweepIfDue(
  context: MirrorContext,
  reader: Omit<SweptThread, "wishes" | "thread">,
  deliveries: Deliveries,
  threadId: number,
): Promise<ReadingResult> {
  const { store, clock } = context;
  const thread = await store.threads.get(threadId);
  if (thread === undefined || overdueness(thread, reader.source.capabilities, clock.now()) < 1) return "done";
  const wishes = await readWishes(context, thread);
  const { shares } = wishes;
  if (shares.length === 0) return "done";
  const site = fullerSite(context, thread, shares);
  if (site !== undefined) {
    await store.threads.readFrom(thread.id, site);
    return "done";
  }
  const isFirst = shares.some(({ floorMs }) => floorMs === undefined);
  const priority = isFirst ? "member" : "sweep";
  const swept = await sweepThread(context, { wishes, thread, ...reader }, priority);
  if (isFirst && shares.every(({ follow }) => isOfBackfill(follow, thread))) deliveries.resume(thread);
  else if (isFirst || swept.hasWork) deliveries.wake(thread);
  for (const copy of swept.copies) deliveries.wake(copy);
  return swept.isFinished ? "done" : "again";
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
