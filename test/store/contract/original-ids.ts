import { beforeEach, expect, it } from "vitest";
import { encodeReference } from "../../../src/forum/reference.ts";
import { sampleFollow } from "./sample-follow.ts";
import type { MakeDatabase } from "./test-database.ts";
import { eachWithADatabase } from "./trial.ts";

const dayMs = 24 * 60 * 60_000;
const guid = (place: number) => `https://blog.test/2026/03/0${place}/a-long-way-to-go/`;
const post = (place: number) => encodeReference("blog", "post", guid(place));

/** Ids that references hold only as hashes. */
export function originalIds(make: MakeDatabase): void {
  let nowMs = 0;
  beforeEach(() => {
    nowMs = 100 * dayMs;
  });
  const trial = eachWithADatabase(make, { now: () => nowMs });

  async function followPost(place: number): Promise<number> {
    const target = { kind: "post", reference: post(place) } as const;
    return (await trial.store.follows.add(sampleFollow({ site: "blog", target }))).follow.id;
  }

  it("returns an id that a reference holds only as a hash", async () => {
    await trial.store.originalIds.keep(new Map([[post(1), guid(1)]]));
    expect(await trial.store.originalIds.get(post(1))).toBe(guid(1));
    expect(await trial.store.originalIds.get(post(2))).toBeUndefined();
  });

  it("forgets an id with the last follow that needs it", async () => {
    await trial.store.originalIds.keep(new Map([1, 2, 3].map((place) => [post(place), guid(place)])));
    const first = await followPost(1);
    const site = await trial.store.follows.add({
      ...{ guildId: "1", channelId: "2", site: "blog", target: { kind: "site" }, title: "Blog", path: "/" },
      ...{ createdBy: "3", backfill: undefined, minScore: undefined, authors: [], createdAtMs: nowMs },
    });
    const thread = { subject: post(2), post: post(2), title: "Two", createdAtMs: nowMs } as const;
    await trial.store.threads.add(site.follow, { ...thread, state: "wanted" });
    const left = async () =>
      (await Promise.all([1, 2, 3].map((place) => trial.store.originalIds.get(post(place))))).map(
        (id) => id !== undefined,
      );
    nowMs += 2 * dayMs;
    await trial.store.originalIds.forgetUnneeded();
    expect(await left()).toEqual([true, true, false]);
    await trial.store.follows.remove(first);
    await trial.store.originalIds.forgetUnneeded();
    expect(await left()).toEqual([false, true, false]);
  });

  it("keeps an id that was just stored, because a follow may be about to use it", async () => {
    await trial.store.originalIds.keep(new Map([[post(1), guid(1)]]));
    nowMs += dayMs;
    await trial.store.originalIds.keep(new Map([[post(1), guid(1)]]));
    nowMs += dayMs / 2;
    await trial.store.originalIds.forgetUnneeded();
    expect(await trial.store.originalIds.get(post(1))).toBe(guid(1));
  });
}
