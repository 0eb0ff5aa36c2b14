import { setImmediate } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Leases } from "../../src/store/leases/leases.ts";
import { openPostgresLeases } from "../../src/store/leases/postgres-leases.ts";
import { soleLeases } from "../../src/store/leases/sole-leases.ts";
import { claimSlot } from "../../src/units/claim-slot.ts";
import { MovableClock } from "../e2e/movable-clock.ts";
import { hasPostgres, needsPostgres, PostgresDatabase } from "../postgres/database.ts";
import { silentLog } from "./crew.ts";

const slotMs = 5_000;

function claim(leases: Leases, clock: MovableClock, signal = new AbortController().signal): Promise<void> {
  const options = { leases, clock, random: () => 0, log: silentLog, signal };
  return claimSlot("identify 0", slotMs, options);
}

describe.skipIf(!hasPostgres)(`slots of several processes ${needsPostgres}`, () => {
  let database: PostgresDatabase;
  const clock = new MovableClock();
  const open: Leases[] = [];

  beforeEach(async () => {
    database = await PostgresDatabase.create({ isEmpty: true });
    for (const _ of [1, 2, 3]) open.push(await openPostgresLeases(database.url));
  });
  afterEach(async () => {
    await Promise.all(open.splice(0).map((leases) => leases.close()));
    await database.drop();
  });

  it("are used one after the other", async () => {
    const claimed: number[] = [];
    const claims = open.map((leases, index) => claim(leases, clock).then(() => claimed.push(index)));
    for (const count of [1, 2, 3]) {
      await expect.poll(() => claimed).toHaveLength(count);
      expect(await database.query("select 1 from leases where expires_at > now()")).toHaveLength(1);
      await database.query("update leases set expires_at = now()");
      clock.travel(slotMs);
    }
    await Promise.all(claims);
    expect(claimed.toSorted()).toEqual([0, 1, 2]);
    expect(await database.query("select epoch from leases")).toEqual([{ epoch: "3" }]);
  });

  it("are waited for while the database is away, and no longer than the caller wants", async () => {
    const [leases] = open;
    if (leases === undefined) throw new Error("no leases");
    await database.close();
    const stopped = new AbortController();
    const given = claim(leases, clock, stopped.signal);
    stopped.abort(new Error("no longer needed"));
    await expect(given).rejects.toThrow("no longer needed");
    const kept = claim(leases, clock);
    await database.reopen();
    clock.travel(slotMs);
    await kept;
    expect(await database.query("select unit from leases")).toEqual([{ unit: "identify 0" }]);
  });
});

describe("slots of a process that has its database for itself", () => {
  it("are used one after the other too", async () => {
    const clock = new MovableClock();
    const leases = soleLeases(clock);
    await claim(leases, clock);
    let isClaimed = false;
    const second = claim(leases, clock).then(() => {
      isClaimed = true;
    });
    await setImmediate();
    clock.travel(slotMs / 2);
    await setImmediate();
    expect(isClaimed).toBe(false);
    clock.travel(slotMs / 2);
    await second;
    expect(isClaimed).toBe(true);
  });
});
