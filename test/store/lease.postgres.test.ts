import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { backUp } from "../../src/store/back-up.ts";
import { hasStore } from "../../src/store/has-store.ts";
import type { Lease } from "../../src/store/lease.ts";
import { openStore } from "../../src/store/open-store.ts";
import { openPostgresLease } from "../../src/store/postgres-lease.ts";
import { hasPostgres, needsPostgres, PostgresDatabase } from "../postgres/database.ts";

describe.skipIf(!hasPostgres)(`a Postgres ${needsPostgres}`, () => {
  let database: PostgresDatabase;
  const leases: Lease[] = [];

  beforeEach(async () => {
    database = await PostgresDatabase.create({ isEmpty: true });
  });
  afterEach(async () => {
    await Promise.all(leases.splice(0).map((lease) => lease.release()));
    await database.drop();
  });

  function lease(leaseMs?: number): Lease {
    const opened = openPostgresLease(database.url, leaseMs === undefined ? {} : { leaseMs });
    leases.push(opened);
    return opened;
  }

  it("belongs to one of several processes that ask at the same moment, and to the next one once it is given back", async () => {
    const asking = Array.from({ length: 5 }, () => lease());
    const answers = await Promise.all(asking.map((one) => one.tryAcquire()));
    expect(answers.filter(Boolean)).toHaveLength(1);
    const holder = asking[answers.indexOf(true)];
    const other = asking[answers.indexOf(false)];
    expect([await holder?.tryAcquire(), holder?.isHeld()]).toEqual([true, true]);
    expect([await other?.tryAcquire(), other?.isHeld()]).toEqual([false, false]);
    await holder?.release();
    expect(await other?.tryAcquire()).toBe(true);
    expect(await database.query("select unit, epoch from leases")).toEqual([{ unit: "bot", epoch: "2" }]);
  });

  it("is kept for longer than one lease by a living process", async () => {
    const [holder, other] = [lease(400), lease(400)];
    await holder.tryAcquire();
    const [first] = await database.query<{ at: Date }>("select expires_at as at from leases");
    await expect
      .poll(async () => (await database.query("select 1 from leases where expires_at <= now()")).length)
      .toBe(0);
    await expect
      .poll(async () => {
        const [now] = await database.query<{ at: Date }>("select expires_at as at from leases");
        return Number(now?.at) - Number(first?.at) > 800;
      })
      .toBe(true);
    expect([await other.tryAcquire(), holder.isHeld(), holder.lost.aborted]).toEqual([false, true, false]);
  });

  it("is no longer used by a process that cannot renew its lease, and is used again if nobody took it meanwhile", async () => {
    const holder = lease(400);
    await holder.tryAcquire();
    const store = await openStore(database.url, undefined, undefined, () => holder.isHeld());
    await database.close();
    await expect.poll(() => holder.isHeld()).toBe(false);
    await database.reopen();
    await expect.poll(() => holder.isHeld()).toBe(true);
    expect(holder.lost.aborted).toBe(false);
    expect(await store.follows.all()).toEqual([]);
    await store.close();
  });

  it("is neither read nor changed by a process once another one has taken over, and the process is told", async () => {
    const holder = lease(400);
    await holder.tryAcquire();
    const faults: unknown[] = [];
    const note = (fault: unknown) => faults.push(fault);
    const store = await openStore(database.url, note, undefined, () => holder.isHeld());
    await database.query("update leases set holder = 'other', expires_at = now() + interval '1 hour'");
    await expect.poll(() => holder.lost.aborted).toBe(true);
    const error: unknown = await store.follows.all().catch((reason: unknown) => reason);
    expect(store.faultOf(error)).toBe("unreachable");
    expect(faults).toEqual(["unreachable"]);
    expect(await lease().tryAcquire()).toBe(false);
    await store.close();
  });

  it("that cannot be used is named, without its password", async () => {
    const secret = "hunter2-secret";
    const urls = [
      database.url.replace("password", secret),
      database.url.replace(database.name, "nowhere"),
      `postgres://keeper:${secret}@127.0.0.1:1/bot?sslmode=disable`,
    ];
    const messages: string[] = [];
    for (const url of urls)
      for (const open of [() => openStore(url), () => hasStore(url), () => acquire(url)])
        messages.push(await open().then(String, (error: unknown) => String(error)));
    expect(messages[0]).toMatch(
      /DATABASE_URL: postgres:\/\/postgres@127\.0\.0\.1:\d+\/\w+ cannot be used \(password authentication failed.*check that the server runs/,
    );
    expect(messages[3]).toMatch(/\/nowhere cannot be used \(database "nowhere" does not exist/);
    expect(messages[6]).toMatch(/postgres:\/\/keeper@127\.0\.0\.1:1\/bot cannot be used/);
    expect(messages.every((message) => message.startsWith("ConfigError: DATABASE_URL: "))).toBe(true);
    expect(messages.join()).not.toContain(secret);
  });

  async function acquire(url: string): Promise<boolean> {
    const opened = openPostgresLease(url);
    try {
      return await opened.tryAcquire();
    } finally {
      await opened.release();
    }
  }

  it("that a newer version of the bot has used is left unchanged", async () => {
    await (await openStore(database.url)).close();
    await database.query("insert into kysely_migration values ('2099-01-01-later', '2099')");
    await expect(openStore(database.url)).rejects.toThrow(
      "update the bot to a version with the migration 2099-01-01-later",
    );
  });

  it("is known to have the bot's data only once the bot has used it, and is left to its own tools for backups", async () => {
    expect(await hasStore(database.url)).toBe(false);
    await (await openStore(database.url)).close();
    expect(await hasStore(database.url)).toBe(true);
    expect(() => backUp(database.url, undefined, 0)).toThrow(
      /postgres:\/\/postgres@127\.0\.0\.1:\d+\/\w+ is a Postgres database; back it up with pg_dump/,
    );
  });
});
