import { expect, it } from "vitest";
import { News } from "../../src/news/news.ts";
import { soleLeases } from "../../src/store/leases/sole-leases.ts";
import type { Held } from "../../src/units/held.ts";
import { singletons, siteUnit } from "../../src/units/unit-names.ts";
import { Units } from "../../src/units/units.ts";
import { MovableClock } from "../e2e/movable-clock.ts";
import { quickWaits, silentLog } from "./crew.ts";

it("a process that has its database for itself does the work of every unit until it stops, however long it is stopped", async () => {
  const clock = new MovableClock();
  const leases = soleLeases(clock);
  const news = new News("sqlite::memory:", { clock, random: Math.random });
  const held = new Map<string, Held>();
  const units = new Units({
    ...{ leases, news, clock, random: Math.random, log: silentLog, waits: quickWaits },
    take: async (one) => {
      held.set(one.unit, one);
      return async () => {
        held.delete(one.unit);
      };
    },
  });
  expect(await leases.agreeOnShards(2)).toBe(2);
  const all = ["shard 0/2", "shard 1/2", siteUnit("lesswrong"), singletons];
  units.start(all);
  await expect.poll(() => [...held.keys()].toSorted()).toEqual(all.toSorted());
  clock.travel(24 * 3_600_000);
  for (const one of held.values()) {
    expect([one.epoch, one.guard, one.remainingMs()]).toEqual([1, undefined, Number.POSITIVE_INFINITY]);
    expect(one.lost.aborted).toBe(false);
  }
  await expect.poll(() => units.snapshot().units.every(({ holding }) => holding?.isMine)).toBe(true);
  expect(units.processes()).toBe(1);
  await units.stop();
  await news.close();
  expect(held.size).toBe(0);
});
