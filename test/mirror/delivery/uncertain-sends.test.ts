import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { UncertainSends } from "../../../src/mirror/delivery/uncertain-sends.ts";
import { openStore, type Store } from "../../../src/store/open-store.ts";
import { MovableClock } from "../../e2e/movable-clock.ts";
import { everyServer } from "../every-server.ts";

const settleAfterMs = 20_000;
let folder: string;
let store: Store;
let clock: MovableClock;
let threadId: number;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "commonplace-uncertain-"));
  clock = new MovableClock();
  store = await openStore(`sqlite:${folder}/store.db`, undefined, clock);
  const { follow } = await store.follows.add({
    guildId: "1",
    channelId: "2",
    site: "lesswrong",
    target: { kind: "site" },
    title: "LessWrong",
    path: "/",
    backfill: undefined,
    minScore: undefined,
    authors: [],
    createdBy: "3",
    createdAtMs: 0,
  });
  const post = "lesswrong:post:a";
  const wanted = { subject: post, post, title: "A", createdAtMs: 0, state: "wanted" } as const;
  threadId = (await store.threads.add(follow, wanted))?.id ?? 0;
});
afterEach(async () => {
  await store.close();
  rmSync(folder, { recursive: true });
});

const newProcess = () => new UncertainSends({ store, clock, servers: everyServer(clock), settleAfterMs });
const thread = async () => {
  const known = await store.threads.get(threadId);
  if (known === undefined) throw new Error("the thread is gone");
  return known;
};

/**
 * Runs a process that looks at the thread as often as told, and is killed after this time. Returns how long it would still have
 * waited.
 */
async function live(uncertain: UncertainSends, ms: number): Promise<number> {
  for (let passed = 0; passed < ms; passed += 500) {
    await uncertain.wait(await thread());
    clock.travel(500);
  }
  return uncertain.settleDelayMs(await thread());
}

it("a wait continues where a killed process left it, however the clock was set", async () => {
  let leftMs = settleAfterMs;
  for (let kills = 0; kills < 10 && leftMs > 0; kills += 1) {
    const before = leftMs;
    leftMs = await live(newProcess(), 3_000);
    expect(leftMs).toBeLessThan(before);
    // Not shorter than the time that passed for running processes.
    expect(leftMs).toBeGreaterThan(settleAfterMs - (kills + 1) * 3_000 - 500);
    clock.set(365 * 24 * 3600_000);
  }
  expect(leftMs).toBe(0);
});

it("an attempt after a settled one is left alone for the full time again", async () => {
  const uncertain = newProcess();
  expect(await live(uncertain, settleAfterMs + 500)).toBe(0);
  await uncertain.settle(threadId);
  expect(newProcess().settleDelayMs(await thread())).toBeGreaterThan(settleAfterMs - 500);
  uncertain.note(threadId);
  expect(uncertain.settleDelayMs(await thread())).toBeGreaterThan(settleAfterMs - 500);
});
