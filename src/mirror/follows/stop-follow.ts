import type { DiscordFault } from "../../language/faults.ts";
import type { Follow } from "../../store/follow.ts";
import type { MirroredThread } from "../../store/threads/mirrored-thread.ts";
import type { MirrorContext } from "../context.ts";
import { reportTrouble } from "./report-trouble.ts";
import { isSingle } from "./target-posts.ts";

/**
 * Stops a follow until the problem is gone, and tells its server once. Leaves alone a follow that was paused or stopped meanwhile.
 */
export async function stopFollow(context: MirrorContext, follow: Follow, fault: DiscordFault): Promise<void> {
  const { store, clock, log, publisher } = context;
  // If the gateway's cache shows the problem, it will also show when it ends. Otherwise the bot can only try again.
  const isVisible = publisher.diagnose(follow) !== undefined;
  const trouble = { fault, sinceMs: clock.now(), isVisible };
  if (!(await store.follows.changeState(follow, "troubled", trouble))) return;
  log.warn({ fault, follow: follow.id }, "a follow cannot write to its channel");
  await reportTrouble(context, follow, fault);
}

/**
 * Handles a forum post that someone deleted. The bot does not make it again, and follows that had only this one stop. If it was a
 * copy, its follows continue in the thread that it merges into. If it has copies, one of them takes its place.
 */
export async function loseThread(context: MirrorContext, thread: MirroredThread): Promise<void> {
  const { store, log } = context;
  const facts = { thread: thread.id, title: thread.title };
  if (thread.mergingInto !== undefined) {
    log.warn(facts, "a copy of a forum post was deleted");
    return await store.copies.forget(thread);
  }
  await store.threads.markGone(thread.id);
  if ((await store.copies.ofThread(thread.id)).length > 0) {
    log.warn(facts, "a forum post was deleted; a copy takes its place");
    return;
  }
  log.warn(facts, "a forum post was deleted; its mirror stops");
  for (const { state, follow } of await store.shares.ofThread(thread.id)) {
    const hasNothing = isSingle(follow) && state === "wanted";
    if (hasNothing && follow.state !== "paused") await stopFollow(context, follow, { kind: "thread-gone" });
  }
}
