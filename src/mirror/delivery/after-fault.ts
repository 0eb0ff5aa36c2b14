import type { Follow } from "../../store/follows.ts";
import type { MirroredThread } from "../../store/threads/mirrored-thread.ts";
import type { MirrorContext } from "../context.ts";
import type { DiscordError } from "../discord-error.ts";
import { loseThread, stopFollow } from "../follows/stop-follow.ts";
import { isSingle } from "../follows/target-posts.ts";
import { type Backoff, lastRetryMs } from "./backoff.ts";
import { done, type Outcome } from "./outcome.ts";
import type { UncertainSends } from "./uncertain-sends.ts";

/** Those who wait for the same thing come back spread over this long. */
const spreadMs = 1_000;

export interface FailedTurn {
  readonly follow: Follow;
  readonly thread: MirroredThread;
  readonly error: DiscordError;
}

/** What is to become of a thread whose turn Discord ended: it waits, is given up, or its whole follow stops. */
export async function afterFault(
  context: MirrorContext,
  { follow, thread, error }: FailedTurn,
  { backoff, uncertain }: { readonly backoff: Backoff; readonly uncertain: UncertainSends },
): Promise<Outcome> {
  const { log, settleAfterMs, random } = context;
  const { fault } = error;
  switch (fault.kind) {
    case "unconfirmed":
      uncertain.note(thread.id);
      log.warn({ err: error, thread: thread.id }, "discord did not say whether a message arrived");
      return { kind: "again", afterMs: settleAfterMs };
    case "held-back":
      // Whoever holds it back has said so once; not all who wait are to come back in the same moment.
      return { kind: "again", afterMs: fault.retryAfterMs + random() * spreadMs };
    case "webhook-gone":
      log.warn({ thread: thread.id }, "a webhook is gone; the next attempt makes a new one");
      return backoff.later(thread.id);
    case "unavailable":
      log.warn({ err: error, thread: thread.id }, "discord is not available");
      return backoff.later(thread.id);
    case "thread-gone":
      await loseThread(context, follow, thread);
      return done;
    case "thread-locked":
      // Other posts of the follow go on.
      if (!isSingle(follow)) return { kind: "again", afterMs: lastRetryMs };
      break;
  }
  log.warn({ err: error, follow: follow.id }, "a follow stops");
  await stopFollow(context, follow, fault);
  return done;
}
