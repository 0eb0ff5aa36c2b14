import { chunksOf } from "../../chunks-of.ts";
import type { OptOut } from "../../store/opt-outs.ts";
import type { MirrorContext } from "../context.ts";
import type { ThreadInLine } from "../delivery/deliveries.ts";
import { collectRecords } from "./collect.ts";
import { type EndFollow, endFollowsOf } from "./end-follows.ts";
import { markRecords } from "./mark.ts";
import { redactStarters } from "./redact-starters.ts";
import { removeWritings } from "./remove.ts";

/** What of the mirror this takes. */
export interface Hands {
  readonly endFollow: EndFollow;
  /** Something is to be delivered in a thread. */
  readonly wake: (thread: ThreadInLine) => void;
}

const batchSize = 500;

/**
 * Brings an opt-out one round further; every step may be repeated. Gives how much is left to do, 0 when it is done and a last look has found
 * nothing of the author's.
 */
export async function carryOut(context: MirrorContext, optOut: OptOut, hands: Hands): Promise<number> {
  const { store, clock, log } = context;
  const { author, stage } = optOut;
  if (stage === "collecting") {
    await collectRecords(context, author);
    await store.optOuts.markStage(author, "marking");
  }
  if (stage !== "removing") {
    const records = new Set<string>(await store.optOuts.recordsOf(author));
    for (const thread of await markRecords(context, records)) hands.wake(thread);
    await store.optOuts.markStage(author, "removing");
  }
  const left =
    (await endFollowsOf(context, author, hands.endFollow)) + (await removeRecords(context, optOut, hands));
  if (left > 0) return left;
  // Something may have been on its way into the archive when it was purged.
  const late = await collectRecords(context, author);
  await store.optOuts.markStage(author, late > 0 ? "marking" : "done", late > 0 ? undefined : clock.now());
  if (late === 0) log.info({ author }, "an opt-out was carried out");
  return late;
}

async function removeRecords(context: MirrorContext, { author }: OptOut, { wake }: Hands): Promise<number> {
  const { optOuts } = context.store;
  const records = await optOuts.recordsOf(author);
  let left = 0;
  for (const batch of chunksOf(records, batchSize)) {
    const removed = await removeWritings(context, batch);
    const redacted = await redactStarters(context, new Set<string>(batch));
    for (const thread of [...removed.threads, ...redacted.threads]) wake(thread);
    const remaining = removed.left.union(redacted.left);
    await optOuts.forgetRecords(
      author,
      batch.filter((record) => !remaining.has(record)),
    );
    left += remaining.size;
  }
  return left;
}
