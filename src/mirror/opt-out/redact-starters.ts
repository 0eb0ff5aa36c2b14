import type { MirroredThread } from "../../store/threads/mirrored-thread.ts";
import type { MirrorContext } from "../context.ts";
import type { ThreadInLine } from "../delivery/deliveries.ts";
import { renewStarter } from "../starter/renew-starter.ts";
import { attemptAtRest } from "./attempt.ts";

/**
 * Updates the first messages of forum posts about these records. In running threads, deliveries do so; the caller wakes them for
 * `threads`. Returns the records whose first messages are still the old ones.
 */
export async function redactStarters(
  context: MirrorContext,
  records: ReadonlySet<string>,
): Promise<{ readonly left: ReadonlySet<string>; readonly threads: readonly ThreadInLine[] }> {
  const { store, sources } = context;
  const left = new Set<string>();
  const threads: ThreadInLine[] = [];
  for (const thread of await store.threads.all()) {
    const { discordThreadId, channelId, site } = thread;
    const source = sources.get(site);
    const about = recordOf(thread, records);
    if (about === undefined || source === undefined || discordThreadId === undefined) continue;
    const destination = { channelId, threadId: discordThreadId };
    const activity = await store.shares.activityOf(thread.id);
    const isRenewed =
      activity === "at-rest" &&
      (await attemptAtRest(context, thread, () => renewStarter(context, { thread, source, destination })));
    if (!isRenewed) left.add(about);
    if (activity === "active") threads.push(thread);
  }
  return { left, threads };
}

/** Returns the record that an outdated first message is about. */
function recordOf(
  { state, isStarterStale, subject, post }: MirroredThread,
  records: ReadonlySet<string>,
): string | undefined {
  if (!["open", "merging", "merged"].includes(state) || !isStarterStale) return undefined;
  return [subject, post].find((record) => record !== undefined && records.has(record));
}
