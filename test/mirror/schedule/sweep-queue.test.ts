import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Reference } from "../../../src/forum/reference.ts";
import { type Sweep, SweepQueue } from "../../../src/mirror/schedule/sweep-queue.ts";
import type { Source } from "../../../src/sources/source.ts";
import type { Follow } from "../../../src/store/follow.ts";
import { openStore, type Store } from "../../../src/store/open-store.ts";
import type { MirroredThread } from "../../../src/store/threads/mirrored-thread.ts";
import { randomOf } from "../../faults/random.ts";
import { sampleFollow } from "../../store/contract/sample-follow.ts";

const minute = 60_000;
const day = 24 * 60 * minute;
const always = () => true;
const source = {
  site: { name: "lesswrong" },
  capabilities: { edits: "in-thread", deletions: "by-id", scores: { posts: true, comments: true } },
} as Source;

let nowMs: number;
let store: Store;
let queue: SweepQueue;
let random: () => number;

const clock = { now: () => nowMs, elapsedMs: () => nowMs, sleep: async () => {} };

beforeEach(async () => {
  nowMs = Date.UTC(2026, 0, 1);
  random = () => 1;
  store = await openStore("sqlite::memory:");
  queue = new SweepQueue({ store, clock, random: () => random() }, source);
  await queue.open();
});
afterEach(() => store.close());

const subjectOf = (name: string): Reference<"post"> => `lesswrong:post:${name}`;

async function follow(channelId: string, target: Follow["target"]): Promise<Follow> {
  const createdAtMs = nowMs - 300 * day;
  const { follow } = await store.follows.add(sampleFollow({ channelId, target, createdAtMs }));
  return follow;
}

/** Follows a post in a channel; returns its thread. */
async function thread(name: string, { channelId = "3", quietMs = 0 } = {}): Promise<MirroredThread> {
  const post = subjectOf(name);
  const owner = await follow(channelId, { kind: "post", reference: post });
  await store.follows.markBackfilled(owner.id, nowMs, false);
  const wanted = { title: "", createdAtMs: nowMs - quietMs, state: "wanted" } as const;
  const added = await store.threads.add(owner, { ...wanted, subject: post, post });
  if (added === undefined) throw new Error("the follow has ended");
  return added;
}

/** Takes the first sweep and records that it read everything. Returns the sweep and the number of threads. */
async function sweep(isDue: (key: string) => boolean = always) {
  const next = await queue.next(isDue);
  if (next?.kind !== "subject") return undefined;
  const threads = await queue.threadsOf(next.subject, next.atMs);
  for (const { id } of threads)
    await store.sweeps.record(id, { atMs: nowMs, begun: [], isClosed: false, askedAfter: undefined });
  await queue.threadsRead(threads);
  return { sweep: next, count: threads.length };
}

async function sweptNames(times: number): Promise<readonly (string | undefined)[]> {
  const names: (string | undefined)[] = [];
  for (let time = 0; time < times; time += 1) names.push(nameOf((await sweep())?.sweep));
  return names;
}

function nameOf(taken: Sweep | undefined): string | undefined {
  return taken?.kind === "subject" ? taken.subject.split(":").at(-1) : undefined;
}

/** Sweeps once in each interval for some days; returns the longest times that hot and cold threads waited after the first quarter of a day. */
async function longestWaits(days: number, intervalMs: number): Promise<Record<"hot" | "cold", number>> {
  const beginMs = nowMs + day / 4;
  const endMs = nowMs + days * day;
  const longest = { hot: 0, cold: 0 };
  const last = new Map<string, number>();
  const note = (name: string) => {
    const kind = name.startsWith("hot") ? "hot" : "cold";
    if (nowMs > beginMs) longest[kind] = Math.max(longest[kind], nowMs - (last.get(name) ?? 0));
  };
  for (; nowMs < endMs; nowMs += intervalMs) {
    const name = nameOf((await sweep())?.sweep);
    if (name === undefined) continue;
    if (last.has(name)) note(name);
    last.set(name, nowMs);
  }
  for (const name of last.keys()) note(name);
  return longest;
}

async function hotAndCold(hot: number, cold: number): Promise<void> {
  random = randomOf(1);
  for (let index = 0; index < hot; index += 1) await thread(`hot${index}`, { quietMs: -40 * day });
  for (let index = 0; index < cold; index += 1) await thread(`cold${index}`, { quietMs: 300 * day });
}

describe("the queue of sweeps", () => {
  it("reads each thread as soon as it is added, and a hot one again every minute while there is nothing else to read", async () => {
    await thread("a");
    await thread("b");
    expect(await sweptNames(3)).toEqual(["a", "b", undefined]);
    nowMs += minute + 1;
    expect(await sweptNames(3)).toEqual(["a", "b", undefined]);
  });

  it("lets a thread rest after a reading for a minute while it is hot, a tenth of a day once it is cold, and not if the clock was set back", async () => {
    await thread("cold", { quietMs: 300 * day });
    expect(await sweptNames(2)).toEqual(["cold", undefined]);
    nowMs += day / 10 - 1;
    expect(await sweptNames(1)).toEqual([undefined]);
    nowMs += 1;
    expect(await sweptNames(1)).toEqual(["cold"]);
    nowMs -= 300 * day;
    expect(await sweptNames(1)).toEqual(["cold"]);
  });

  it("finds a hot thread behind any number that rest", async () => {
    await hotAndCold(1, 300);
    await sweptNames(301);
    nowMs += minute + 1;
    await store.sweepPlaces.move(
      "threads",
      (await store.threads.all()).slice(1).map(({ id }) => id),
      1,
    );
    expect(await sweptNames(2)).toEqual(["hot0", undefined]);
  });

  it("reads a subject once for all channels that show it, and all of them change places together", async () => {
    for (const channelId of ["3", "4", "5"]) await thread("a", { channelId });
    await thread("b");
    expect(await sweep()).toMatchObject({ sweep: { subject: subjectOf("a") }, count: 3 });
    expect(await sweptNames(2)).toEqual(["b", undefined]);
    nowMs += minute + 1;
    expect(await sweep()).toMatchObject({ sweep: { subject: subjectOf("a") }, count: 3 });
    expect(await sweptNames(2)).toEqual(["b", undefined]);
  });

  it("reads at first only the new thread of a subject, and from then on all of them together", async () => {
    await thread("a", { channelId: "3" });
    await sweep();
    await thread("a", { channelId: "4" });
    expect((await sweep())?.count).toBe(1);
    nowMs += minute + 1;
    expect((await sweep())?.count).toBe(2);
    expect(await queue.next(always)).toBeUndefined();
  });

  it("falls behind in proportion if the budget is too small, so neither hot nor cold threads starve", async () => {
    await hotAndCold(6, 4);
    // An eighth of what the intervals ask for.
    const longest = await longestWaits(12, 10 * minute);
    expect(longest.hot).toBeGreaterThan(30 * minute);
    expect(longest.hot).toBeLessThanOrEqual(120 * minute);
    expect(longest.cold).toBeGreaterThan(2 * day);
    expect(longest.cold).toBeLessThanOrEqual(9 * day);
  });

  it("fills the budget that is left: with a few hot threads, each is read every minute or two", async () => {
    await hotAndCold(2, 20);
    const longest = await longestWaits(1, minute);
    expect(longest.hot).toBeLessThanOrEqual(6 * minute);
    expect(longest.cold).toBeLessThan(day);
  });

  it("lets others go before a reading that is postponed, however many threads wait for it", async () => {
    for (let index = 0; index < 50; index += 1) await thread("bad", { channelId: `${index + 10}` });
    await thread("good");
    const isDue = (key: string) => !key.includes("bad");
    expect(nameOf((await sweep(isDue))?.sweep)).toBe("good");
    expect(await queue.next(isDue)).toBeUndefined();
    expect(nameOf(await queue.next(always))).toBe("bad");
  });

  it("passes over threads that no running follow wants, and takes them back when one does", async () => {
    const [paused] = await Promise.all([thread("paused")]);
    await thread("wanted");
    const [owner] = await store.follows.ofSite("lesswrong");
    if (owner === undefined) throw new Error("no follow");
    await store.follows.pause(owner.id);
    expect(await sweptNames(2)).toEqual(["wanted", undefined]);
    await store.follows.changeState({ id: owner.id, state: "paused" }, "active");
    await store.sweeps.requeue(owner.id);
    expect(nameOf(await queue.next(always))).toBe("paused");
    await store.threads.markGone(paused.id);
    expect(await queue.next(always)).toBeUndefined();
  });

  it("soon reads a thread in which something has happened", async () => {
    const cold = await thread("cold", { quietMs: 300 * day });
    await thread("hot");
    await sweptNames(2);
    nowMs += day / 2;
    expect(await sweptNames(1)).toEqual(["hot"]);
    await store.threads.markActive(cold.id, nowMs);
    await queue.hasten([cold]);
    nowMs += minute + 1;
    expect(await sweptNames(2)).toEqual(["cold", undefined]);
  });

  it("continues where the last process left it", async () => {
    await thread("cold", { quietMs: 300 * day });
    await thread("hot");
    for (let time = 0; time < 30; time += 1) {
      await sweep();
      nowMs += minute + 1;
    }
    queue = new SweepQueue({ store, clock, random: () => random() }, source);
    await queue.open();
    await thread("new");
    expect(await sweptNames(3)).toEqual(["new", "hot", undefined]);
    nowMs += minute + 1;
    expect((await sweptNames(3)).toSorted()).toEqual(["hot", "new", undefined]);
  });

  it("reads a list of posts once for all follows of the target, at most every ten minutes", async () => {
    const follows = [await follow("3", { kind: "site" }), await follow("4", { kind: "site" })];
    for (const { id } of follows) await store.follows.markBackfilled(id, nowMs, true);
    const next = await queue.next(always);
    expect(next).toMatchObject({ kind: "list", follow: { target: { kind: "site" } } });
    const [first] = follows;
    if (first === undefined) throw new Error("no follow");
    const listed = await store.sweepPlaces.listsOf(first);
    expect(listed.map(({ id }) => id)).toEqual(follows.map(({ id }) => id));
    for (const { id } of listed) await store.follows.markSwept(id, nowMs);
    await queue.listsRead(listed);
    nowMs += 9 * minute;
    expect(await queue.next(always)).toBeUndefined();
    nowMs += 2 * minute;
    expect((await queue.next(always))?.kind).toBe("list");
  });
});
