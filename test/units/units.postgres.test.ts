import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openPostgresLeases } from "../../src/store/leases/postgres-leases.ts";
import { shardUnit, singletons, siteUnit } from "../../src/units/unit-names.ts";
import { hasPostgres, needsPostgres, PostgresDatabase } from "../postgres/database.ts";
import { SilentProxy } from "../postgres/silent-proxy.ts";
import { Crew, type Member, quickWaits } from "./crew.ts";

const shards = Array.from({ length: 8 }, (_, index) => shardUnit(index, 8));
const sites = ["lesswrong", "eaforum", "test"].map(siteUnit);
const all = [...shards, ...sites, singletons];

describe.skipIf(!hasPostgres)(`processes that share units of work ${needsPostgres}`, () => {
  let database: PostgresDatabase;
  let crew: Crew;

  beforeEach(async () => {
    database = await PostgresDatabase.create({ isEmpty: true });
    crew = new Crew(database);
    const leases = await openPostgresLeases(database.url);
    await leases.agreeOnShards(8);
    await leases.close();
    await database.query("delete from leases");
  });
  afterEach(async () => {
    await database.reopen();
    await crew.close();
    expect(crew.record.mistakes).toEqual([]);
    await database.drop();
  });

  const shares = (members: readonly Member[], kind: string) =>
    members.map(({ name }) => crew.record.counts(name, kind)).toSorted();
  const isShared = async (
    members: readonly Member[],
    expected: Readonly<Record<string, readonly number[]>>,
  ) => {
    for (const [kind, counts] of Object.entries(expected))
      await expect.poll(() => shares(members, kind)).toEqual(counts);
  };

  async function lastRenewalMs(): Promise<number> {
    const [row] = await database.query<{ ms: number }>(
      "select max(extract(epoch from expires_at) * 1000)::float8 as ms from leases",
    );
    return row?.ms ?? 0;
  }
  const expireAll = () => database.query("update leases set expires_at = now()");

  it("divide each kind evenly as they join and leave", async () => {
    const first = await crew.join("a", all);
    await isShared([first], { shard: [8], site: [3], singletons: [1] });
    const second = await crew.join("b", all);
    await isShared([first, second], { shard: [4, 4], site: [1, 2], singletons: [0, 1] });
    const third = await crew.join("c", all);
    await isShared([first, second, third], { shard: [2, 3, 3], site: [1, 1, 1], singletons: [0, 0, 1] });
    await expect.poll(() => first.units.processes()).toBe(3);
    await first.leave();
    await isShared([second, third], { shard: [4, 4], site: [1, 2], singletons: [0, 1] });
    await expect.poll(() => second.units.processes()).toBe(2);
  });

  it("that start at the same moment do each unit's work once", async () => {
    const members = await Promise.all(["a", "b", "c", "d"].map((name) => crew.join(name, all)));
    await isShared(members, { shard: [2, 2, 2, 2], site: [0, 1, 1, 1], singletons: [0, 0, 0, 1] });
  });

  it("hand over every unit at once when they stop, in a new epoch, and are no longer counted", async () => {
    const waits = { ...quickWaits, settleMs: 3_600_000 };
    const first = await crew.join("a", all, { waits });
    await isShared([first], { shard: [8], site: [3], singletons: [1] });
    const second = await crew.join("b", all);
    await expect.poll(() => second.units.processes()).toBe(2);
    const epochs = all.map((unit) => crew.record.epochOf(unit));
    await first.leave();
    await expect.poll(() => crew.record.of("b")).toEqual(all.toSorted());
    const later = all.map((unit) => crew.record.epochOf(unit));
    expect(later.every((epoch, index) => epoch > (epochs[index] ?? 0))).toBe(true);
    await expect.poll(() => second.units.processes()).toBe(1);
    expect(await database.query("select unit from leases where unit like 'process %'")).toHaveLength(1);
  });

  it("end the work of a unit before its lease expires if they are cut off, and others take it over then", async () => {
    const first = await crew.join("a", all);
    await expect.poll(() => crew.record.of("a")).toEqual(all.toSorted());
    const second = await crew.join("b", all);
    await isShared([first, second], { shard: [4, 4], site: [1, 2], singletons: [0, 1] });
    const held = [...first.held.values()];
    expect(held.every((one) => one.remainingMs() > 0 && !one.lost.aborted)).toBe(true);
    await crew.travel(1);
    await crew.cutOff(first);
    first.clock.travel(8_000);
    expect(held.map((one) => one.remainingMs())).toEqual(held.map(() => 0));
    expect(held.every(({ lost }) => lost.aborted)).toBe(true);
    await expect.poll(() => crew.record.of("a")).toEqual([]);
    const lasting = await database.query(
      `select 1 from leases where holder = '${first.leases.holder}' and expires_at > now()`,
    );
    expect(lasting).toHaveLength(held.length + 1);
    await crew.travel(4);
    await expect.poll(() => crew.record.of("b")).toEqual(all.toSorted());
    await expect.poll(() => second.units.processes()).toBe(1);
  });

  it("stop working while the database is away for longer than a lease, and share the work again when it is back", async () => {
    const members = [await crew.join("a", all), await crew.join("b", all)];
    await isShared(members, { shard: [4, 4], site: [1, 2], singletons: [0, 1] });
    const epoch = crew.record.epochOf("singletons");
    await database.close();
    for (const { clock } of members) clock.travel(9_000);
    await expect.poll(() => crew.record.workers().size).toBe(0);
    await database.reopen();
    await isShared(members, { shard: [4, 4], site: [1, 2], singletons: [0, 1] });
    expect(crew.record.epochOf("singletons")).toBeGreaterThan(epoch);
  });

  it("keep their units through a short loss of the database", async () => {
    const first = await crew.join("a", all);
    await expect.poll(() => crew.record.of("a")).toEqual(all.toSorted());
    await database.cut();
    first.clock.travel(3_000);
    await expect.poll(() => first.units.snapshot().units.every(({ holding }) => holding?.isMine)).toBe(true);
    expect(all.map((unit) => crew.record.epochOf(unit))).toEqual(all.map(() => 1));
    expect([...first.held.values()].every(({ lost }) => !lost.aborted)).toBe(true);
  });

  it("keep their units if their connections stop answering but new ones answer", async () => {
    const proxy = await SilentProxy.before(database.url);
    const first = await crew.join("a", all, { url: proxy.url });
    await expect.poll(() => crew.record.of("a")).toEqual(all.toSorted());
    proxy.silence();
    const seen = await lastRenewalMs();
    await expect.poll(async () => (await lastRenewalMs()) > seen + 5_000).toBe(true);
    expect(all.map((unit) => crew.record.epochOf(unit))).toEqual(all.map(() => 1));
    expect([...first.held.values()].every((held) => held.remainingMs() > 0)).toBe(true);
    await first.leave();
    proxy.close();
  });

  it("must restart if the others have agreed on another number of shards meanwhile", async () => {
    const first = await crew.join("a", all);
    await expect.poll(() => crew.record.of("a")).toEqual(all.toSorted());
    expect(first.units.outdated.aborted).toBe(false);
    await database.query(
      `update agreements set value = 16; update leases set holder = 'other 1 x', expires_at = now() where unit like 'shard %'`,
    );
    first.clock.travel(2_500);
    await expect.poll(() => first.units.outdated.aborted).toBe(true);
    await expect.poll(() => crew.record.of("a")).toEqual([singletons, ...sites].toSorted());
  });

  it("notice that another process has a unit", async () => {
    const first = await crew.join("a", [singletons]);
    await expect.poll(() => crew.record.of("a")).toEqual([singletons]);
    const held = first.held.get(singletons);
    await database.query("update leases set holder = 'other 1 x', epoch = 7 where unit = 'singletons'");
    first.clock.travel(2_500);
    await expect.poll(() => held?.lost.aborted).toBe(true);
    await expect.poll(() => crew.record.of("a")).toEqual([]);
    await expireAll();
    await expect.poll(() => crew.record.of("a")).toEqual([singletons]);
    expect(crew.record.epochOf(singletons)).toBe(8);
  });

  it("retry a unit whose work could not begin, later each time, and leave it to others meanwhile", async () => {
    const tried: number[] = [];
    const first = await crew.join("a", [singletons], {
      take: async ({ epoch }) => {
        tried.push(epoch);
        throw new Error("broken");
      },
      waits: { ...quickWaits, retry: { firstMs: 60_000, longestMs: 3_600_000 } },
    });
    await expect.poll(() => tried).toEqual([1]);
    first.clock.travel(60_000);
    await expect.poll(() => tried).toEqual([1, 2]);
    first.clock.travel(59_000);
    const second = await crew.join("b", [singletons]);
    await expect.poll(() => crew.record.of("b")).toEqual([singletons]);
    expect(crew.record.epochOf(singletons)).toBe(3);
    await second.leave();
    first.clock.travel(61_000);
    await expect.poll(() => tried).toEqual([1, 2, 4]);
  });

  it("hand a unit over only once its work has ended", async () => {
    const ending = Promise.withResolvers<void>();
    const first = await crew.join("a", [singletons], { take: async () => () => ending.promise });
    await expect.poll(() => crew.record.of("a")).toEqual([singletons]);
    const second = await crew.join("b", [singletons]);
    await expect.poll(() => second.units.snapshot().units[0]?.holding?.isMine).toBe(false);
    const left = first.leave();
    await expect.poll(() => second.units.snapshot().processes.map(({ isMe }) => isMe)).toEqual([true]);
    await crew.travel(6);
    expect(crew.record.of("a")).toEqual([singletons]);
    ending.resolve();
    await left;
    await expect.poll(() => crew.record.of("b")).toEqual([singletons]);
  });

  it("keep the lease of a unit whose work did not end as it should, until it expires", async () => {
    const first = await crew.join("a", [singletons], {
      take: async () => async () => {
        throw new Error("stuck");
      },
    });
    await expect.poll(() => crew.record.of("a")).toEqual([singletons]);
    await first.leave();
    const [lease] = await database.query<{ left: boolean }>(
      "select expires_at > now() + interval '1 s' as left from leases where unit = 'singletons'",
    );
    expect(lease).toEqual({ left: true });
  });

  it("break off work that is still beginning when they stop", async () => {
    const begun = Promise.withResolvers<void>();
    const first = await crew.join("a", [singletons], {
      take: (_, signal) =>
        new Promise((_resolve, reject) => {
          signal.addEventListener("abort", () => reject(signal.reason));
          begun.resolve();
        }),
    });
    await begun.promise;
    await first.leave();
    const free = await database.query(
      "select epoch from leases where unit = 'singletons' and expires_at <= now()",
    );
    expect(free).toEqual([{ epoch: "1" }]);
  });

  it("end the work of units that are no longer wanted, and begin that of new ones", async () => {
    const first = await crew.join("a", [singletons, ...sites]);
    await expect.poll(() => crew.record.of("a")).toEqual([singletons, ...sites].toSorted());
    first.units.setUnits([...sites.slice(1), siteUnit("new")]);
    await expect.poll(() => crew.record.of("a")).toEqual([...sites.slice(1), siteUnit("new")].toSorted());
  });

  it("know who holds what, since when", async () => {
    const first = await crew.join("a", [singletons]);
    await expect.poll(() => crew.record.of("a")).toEqual([singletons]);
    const second = await crew.join("b", [singletons, siteUnit("elsewhere")], {
      waits: { ...quickWaits, settleMs: 0 },
    });
    await expect.poll(() => crew.record.of("b")).toEqual([siteUnit("elsewhere")]);
    const host = first.leases.holder.split(" ")[0];
    await expect.poll(() => second.units.snapshot().processes).toHaveLength(2);
    const { units, processes } = second.units.snapshot();
    expect(units).toMatchObject([
      { unit: singletons, holding: { host, pid: process.pid, epoch: 1, isMine: false } },
      { unit: "site elsewhere", holding: { host, pid: process.pid, epoch: 1, isMine: true } },
    ]);
    expect(processes.map(({ isMe }) => isMe).toSorted()).toEqual([false, true]);
    expect(units.every(({ holding }) => Math.abs((holding?.sinceMs ?? 0) - Date.now()) < 3_600_000)).toBe(
      true,
    );
  });
});
