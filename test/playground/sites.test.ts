import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { PassingReader } from "../../playground/page/passing-reader.ts";
import { openSmallSites } from "../../playground/sites/open-sites.ts";
import type { SmallSite } from "../../playground/sites/small-site.ts";
import { shown } from "../e2e/reading.ts";
import { World } from "../e2e/world.ts";
import { fastClock } from "../faults/fast-clock.ts";

/** The feed is asked every ten minutes. */
const speed = 300;
const clock = fastClock(Date.now(), speed);

let sites: readonly SmallSite[];
let world: World;

beforeAll(async () => {
  sites = await openSmallSites();
  world = await World.open({
    clock,
    discord: { now: clock.now, speed },
    environment: { SITES: sites.map(({ setting }) => setting).join(",") },
  });
});
afterAll(async () => {
  await world.close();
  await Promise.all(sites.map((site) => site.close()));
});

describe("the small sites of the playground", () => {
  it("are of every kind but ForumMagnum", () => {
    const kinds = sites.map(({ setting }) => /=(\w+)\+/.exec(setting)?.[1] ?? "hackernews");
    expect(kinds.toSorted()).toEqual(["discourse", "feed", "hackernews", "lemmy", "substack", "wordpress"]);
  });

  it("can be followed, and a reader's comments, edits and deletions arrive", {
    timeout: 120_000,
  }, async () => {
    const reader = new PassingReader(world.forum, sites);
    for (const site of sites) {
      const { url } = site.discussion;
      const channel = world.guild.addForumChannel({ name: "small" }).id;
      const thread = await world.mirrored(url, { channel });
      expect(site.count()).toBe(3);
      const messages = thread.messages.length;
      expect(reader.actions(url)).toEqual([]);
      reader.act("add", url);
      await expect.poll(() => thread.messages.length, { timeout: 60_000 }).toBe(messages + 1);
      reader.act("edit", url);
      await expect.poll(() => shown(thread), { timeout: 60_000 }).toContain("I have slept over it.");
      if (!reader.actions(url).includes("delete")) continue;
      reader.act("delete", url);
      await expect.poll(() => shown(thread), { timeout: 60_000 }).not.toContain("I have slept over it.");
      expect(reader.actions(url)).toEqual([]);
    }
  });
});
