import { beforeEach, expect, it } from "vitest";
import { sampleFollow } from "./sample-follow.ts";
import type { MakeDatabase } from "./test-database.ts";
import { eachWithADatabase } from "./trial.ts";

const minuteMs = 60_000;
const site = (end: string) => ({
  name: `p-${end.padStart(16, "0")}`,
  kind: "discourse",
  url: `https://${end}.example.org`,
});

/** Sites that members chose. */
export function publicSites(make: MakeDatabase): void {
  let nowMs = 0;
  beforeEach(() => {
    nowMs = 1_000 * minuteMs;
  });
  const trial = eachWithADatabase(make, { now: () => nowMs });
  const follow = async (name: string, limits = { follows: 10, publicSites: 2 }, channelId = name) =>
    await trial.store.follows.add(
      { ...sampleFollow({ site: name, target: { kind: "site" } }), channelId },
      limits,
    );

  it("are kept once, and forgotten when nothing on them is followed any more", async () => {
    const { publicSites: sites } = trial.store;
    for (const one of [site("a"), site("b"), site("a")]) await sites.add(one);
    const added = await follow(site("a").name);
    expect(await sites.all()).toEqual([site("a"), site("b")]);
    await sites.forgetUnneeded();
    expect(await sites.all()).toHaveLength(2);
    nowMs += 11 * minuteMs;
    await sites.forgetUnneeded();
    expect(await sites.all()).toEqual([site("a")]);
    if (typeof added === "object") await trial.store.follows.remove(added.follow.id);
    await sites.forgetUnneeded();
    expect(await sites.all()).toEqual([]);
  });

  it("are limited for each server, also when members follow them at the same time", async () => {
    const names = ["a", "b", "c", "d"].map((end) => site(end).name);
    const added = await Promise.all(names.map((name) => follow(name)));
    expect(added.filter((one) => one === "publicSites")).toHaveLength(2);
    const [known] = await trial.store.follows.all();
    expect(await follow(known?.site ?? "", undefined, "elsewhere")).toMatchObject({ isNew: true });
    expect(await follow("lesswrong")).toMatchObject({ isNew: true });
  });
}
