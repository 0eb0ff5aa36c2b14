import { chunksOf } from "../../chunks-of.ts";
import type { OptOut } from "../../store/opt-outs.ts";
import type { MirrorContext } from "../context.ts";
import { collectRecords } from "./collect.ts";
import { endFollowsOf } from "./end-follows.ts";
import type { Hands } from "./hands.ts";
import { markRecords } from "./mark.ts";
import { redactLines } from "./redact-lines.ts";
import { redactStarters } from "./redact-starters.ts";
import { removeWritings } from "./remove.ts";

const batchSize = 500;

/**
 * Carries an opt-out one round further; every step may be repeated. Returns how much is left to do; 0 if it is done and a last look
 * has found nothing of the author's. Only one process leads; the others remove what is in the servers that only they write to.
 */
export async function carryOut(context: MirrorContext, optOut: OptOut, hands: Hands): Promise<number> {
  const { store, clock, log } = context;
  const { author, stage } = optOut;
  if (!hands.leads()) return stage === "removing" ? await removeAll(context, optOut, hands) : 0;
  if (stage === "collecting") {
    await collectRecords(context, author);
    await store.optOuts.markStage(optOut, "marking");
  }
  if (stage !== "removing") {
    const records = new Set<string>(await store.optOuts.recordsOf(author));
    for (const thread of await markRecords(context, records)) hands.wake(thread);
    await store.optOuts.markStage(optOut, "removing");
  }
  const left = await removeAll(context, optOut, hands);
  if (left > 0) return left;
  // Something may have been on its way into the archive during the purge.
  const late = await collectRecords(context, author);
  await store.optOuts.markStage(optOut, late > 0 ? "marking" : "done", late > 0 ? undefined : clock.now());
  if (late === 0) log.info({ author }, "an opt-out was carried out");
  return late;
}

async function removeAll(context: MirrorContext, optOut: OptOut, hands: Hands): Promise<number> {
  const follows = await endFollowsOf(context, optOut.author, hands.endFollow);
  return follows + (await removeRecords(context, optOut, hands));
}

async function removeRecords(context: MirrorContext, { author }: OptOut, hands: Hands): Promise<number> {
  const { optOuts } = context.store;
  const records = await optOuts.recordsOf(author);
  const left = new Set<string>();
  for (const batch of chunksOf(records, batchSize)) {
    const removed = await removeWritings(context, batch, hands);
    const redacted = await redactStarters(context, new Set<string>(batch));
    for (const thread of [...removed.threads, ...redacted.threads]) hands.wake(thread);
    for (const record of [...removed.left, ...redacted.left]) left.add(record);
  }
  for (const record of await redactLines(context, new Set<string>(records))) left.add(record);
  const gone = records.filter((record) => !left.has(record));
  if (hands.leads()) await optOuts.forgetRecords(author, gone);
  return left.size;
}
