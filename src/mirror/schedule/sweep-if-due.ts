import type { MirrorContext } from "../context.ts";
import type { Deliveries } from "../delivery/deliveries.ts";
import { isOfBackfill } from "../follows/target-posts.ts";
import { type SweptThread, sweepThread } from "../reading/sweep.ts";
import { overdueness } from "./overdue.ts";
import type { ReadingResult } from "./postponed.ts";

/** Sweeps a thread unless it was read since it was put into the queue, and wakes its delivery where there is something to deliver. */
export async function sweepIfDue(
  context: MirrorContext,
  reader: Omit<SweptThread, "follow" | "thread">,
  deliveries: Deliveries,
  threadId: number,
): Promise<ReadingResult> {
  const { store, clock } = context;
  const thread = await store.threads.get(threadId);
  const follow = thread === undefined ? undefined : await store.follows.get(thread.followId);
  if (thread === undefined || follow === undefined || overdueness(thread, clock.now()) < 1) return "done";
  const isFirst = thread.floorMs === undefined;
  const priority = isFirst ? "member" : "sweep";
  const { hasWork, isFinished } = await sweepThread(context, { follow, thread, ...reader }, priority);
  if (isFirst && isOfBackfill(follow, thread)) deliveries.resume(thread);
  else if (isFirst || hasWork) deliveries.wake(thread);
  return isFinished ? "done" : "again";
}
