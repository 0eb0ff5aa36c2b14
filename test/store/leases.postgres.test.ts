import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Grant, Leases } from "../../src/store/leases/leases.ts";
import { openPostgresLeases } from "../../src/store/leases/postgres-leases.ts";
import { openStore, type Store } from "../../src/store/open-store.ts";
import { hasPostgres, needsPostgres, PostgresDatabase } from "../postgres/database.ts";
import { sampleFollow } from "./contract/sample-follow.ts";

describe.skipIf(!hasPostgres)(`leases ${needsPostgres}`, () => {
  let database: PostgresDatabase;
  const open: Leases[] = [];

  beforeEach(async () => {
    database = await PostgresDatabase.create();
  });
  afterEach(async () => {
    await Promise.all(open.splice(0).map((leases) => leases.close()));
    await database.drop();
  });

  async function join(): Promise<Leases> {
    const leases = await openPostgresLeases(database.url);
    open.push(leases);
    return leases;
  }
  async function take(leases: Leases, unit: string): Promise<Grant> {
    const grant = await leases.take(unit);
    if (typeof grant === "string") throw new Error(grant);
    return grant;
  }
  const expire = (unit: string) =>
    database.query(`update leases set expires_at = clock_timestamp() where unit = '${unit}'`);
  const staying = { isLeaving: false };

  it("of a unit go to one of the processes that ask at the same moment, in a new epoch each time", async () => {
    const processes = await Promise.all(Array.from({ length: 4 }, join));
    for (const epoch of [1, 2, 3]) {
      const answers = await Promise.all(processes.map((leases) => leases.take("site a")));
      const granted = answers.filter((answer) => typeof answer !== "string");
      expect(granted).toMatchObject([{ unit: "site a", epoch }]);
      expect(answers.filter((answer) => answer === "taken")).toHaveLength(3);
      await expire("site a");
    }
  });

  it("are renewed all at once, but not those that have ended or that another process has", async () => {
    const [mine, other] = [await join(), await join()];
    const grants = [await take(mine, "site a"), await take(mine, "site b"), await take(mine, "site c")];
    await Promise.all([expire("site b"), expire("site c")]);
    const taken = await take(other, "site c");
    expect(await mine.renew(grants, staying)).toEqual(new Set(["site a"]));
    expect(await other.renew([taken], staying)).toEqual(new Set(["site c"]));
    const lasting = (await mine.all()).map(
      ({ unit, holder }) => `${unit} ${holder === mine.holder ? "mine" : ""}`,
    );
    expect(lasting.filter((line) => line.startsWith("site")).toSorted()).toEqual(["site a mine", "site c "]);
  });

  it("of an earlier epoch are neither renewed nor ended by the process that has taken the unit again", async () => {
    const mine = await join();
    const old = await take(mine, "site a");
    const young = await take(mine, "site a");
    expect(young.epoch).toBe(2);
    expect(await mine.renew([old], staying)).toEqual(new Set());
    await mine.release(old);
    expect((await mine.all()).find(({ unit }) => unit === "site a")).toMatchObject({ epoch: 2 });
    await mine.release(young);
    expect((await mine.all()).find(({ unit }) => unit === "site a")).toBeUndefined();
  });

  it("make the number of processes known until they leave", async () => {
    const [mine, other] = [await join(), await join()];
    await Promise.all([mine.renew([], staying), other.renew([], staying)]);
    const known = async () => (await mine.all()).filter(({ unit }) => unit.startsWith("process ")).length;
    expect(await known()).toBe(2);
    await other.renew([], { isLeaving: true });
    expect(await known()).toBe(1);
  });

  it("of processes that were killed long ago are forgotten", async () => {
    const mine = await join();
    await mine.renew([], staying);
    await database.query("update leases set expires_at = now() - interval '2 minutes'");
    await join();
    expect(await database.query("select unit from leases")).toEqual([]);
  });

  it("let only a process that is alone change the number of shards, and take no shard of another number", async () => {
    const processes = await Promise.all(Array.from({ length: 4 }, join));
    const agreed = await Promise.all(processes.map((leases, index) => leases.agreeOnShards(4 + index)));
    expect(new Set(agreed).size).toBe(1);
    const [number = 0] = agreed;
    const [mine, other] = processes;
    if (mine === undefined || other === undefined) throw new Error("no processes");
    expect(await mine.agreeOnShards(16)).toBe(number);
    const shard = await take(mine, `shard 0/${number}`);
    expect(await mine.take("shard 0/16")).toBe("outdated");
    expect(await other.take(`shard 0/${number}`)).toBe("taken");
    await Promise.all(processes.map((leases) => leases.renew([shard], { isLeaving: true })));
    // The shard is still held.
    expect(await other.agreeOnShards(16)).toBe(number);
    await mine.release(shard);
    expect(await other.agreeOnShards(16)).toBe(16);
    expect(await mine.take(`shard 1/${number}`)).toBe("outdated");
  });

  it("of a slot end by themselves and go to one process at a time", async () => {
    const [mine, other] = [await join(), await join()];
    const claims = await Promise.all(
      [mine, other, mine].map((leases) => leases.claimSlot("identify 0", 5_000)),
    );
    expect(claims.filter((leftMs) => leftMs === 0)).toHaveLength(1);
    expect(claims.every((leftMs) => leftMs <= 5_000)).toBe(true);
    expect(await other.claimSlot("identify 1", 5_000)).toBe(0);
    await expire("identify 0");
    expect(await other.claimSlot("identify 0", 5_000)).toBe(0);
    expect(await mine.claimSlot("identify 0", 5_000)).toBeGreaterThan(0);
  });

  describe("that guard a change", () => {
    let store: Store;
    let leases: Leases;
    let thread: number;
    let row: number;

    beforeEach(async () => {
      store = await openStore(database.url);
      leases = await join();
      const { follow } = await store.follows.add(sampleFollow());
      const added = await store.threads.add(follow, {
        ...{ subject: "lesswrong:post:a", post: "lesswrong:post:a", title: "A post", createdAtMs: 10 },
        state: "wanted",
      });
      thread = added?.id ?? 0;
      await store.ledger.queue.add(thread, [{ comment: "lesswrong:comment:a", sourceHash: "1" }]);
      row = (await store.ledger.queue.next(thread))?.id ?? 0;
    });
    afterEach(() => store.close());

    const sendingNow = async () => [
      (await store.ledger.queue.next(thread))?.state,
      (await store.threads.get(thread))?.state,
    ];
    const markBoth = async ({ guard }: Grant) => [
      await store.ledger.parts.markSending(row, "content", guard),
      await store.threads.markSending(thread, "A post", guard),
    ];

    it("let it happen while they last", async () => {
      expect(await markBoth(await take(leases, "site a"))).toEqual([true, true]);
      expect(await sendingNow()).toEqual(["sending", "sending"]);
    });

    it("prevent it once they have ended, or another process or epoch has the unit", async () => {
      const ended = await take(leases, "site a");
      const followed = await take(leases, "site b");
      await Promise.all([expire("site a"), expire("site b")]);
      await take(await join(), "site b");
      const earlier = await take(leases, "site c");
      await take(leases, "site c");
      for (const grant of [ended, followed, earlier]) expect(await markBoth(grant)).toEqual([false, false]);
      expect(await sendingNow()).toEqual(["planned", "planned"]);
    });

    it("are not needed, and the moment of an attempt is by the clock of the database", async () => {
      expect(await store.ledger.parts.markSending(row, "content")).toBe(true);
      expect(await store.threads.markSending(thread, "A post")).toBe(true);
      const near = "abs(attempted_at_ms - extract(epoch from now()) * 1000) < 3600000";
      const moments = await database.query(
        `select count(*)::int as count from (select attempted_at_ms from ledger union all select attempted_at_ms from threads) as attempts where ${near}`,
      );
      expect(moments).toEqual([{ count: 2 }]);
      expect(await store.ledger.parts.markSending(row + 1, "content")).toBe(false);
    });
  });
});
