import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { BotProcess } from "../../playground/bot-process.ts";
import { hasPostgres, needsPostgres, PostgresDatabase } from "../postgres/database.ts";

const script = fileURLToPath(new URL("unit-process.ts", import.meta.url));
const units = [...Array.from({ length: 6 }, (_, index) => `shard ${index}/6`), "site a", "singletons"];
const leaseMs = 2_000;

describe.skipIf(!hasPostgres)(`separate processes that share units of work ${needsPostgres}`, () => {
  let database: PostgresDatabase;
  const running: BotProcess[] = [];

  beforeEach(async () => {
    database = await PostgresDatabase.create({ isEmpty: true });
    await database.query("create table acts (id bigserial primary key, unit text, epoch int, holder int)");
  });
  afterEach(async () => {
    for (const { child } of running) child.kill("SIGCONT");
    await Promise.all(running.splice(0).map((one) => one.stop()));
    await database.drop();
  });

  function start(): BotProcess {
    const environment = { DATABASE_URL: database.url, LEASE_MS: String(leaseMs), UNITS: units.join(",") };
    const started = new BotProcess({ ...environment, LOG_LEVEL: "warn" }, console.error, script);
    running.push(started);
    return started;
  }

  /** Waits until exactly these processes act, for all units. */
  async function areShared(processes: readonly BotProcess[]): Promise<void> {
    const pids = processes.map(({ child }) => child.pid ?? 0).toSorted();
    const since = await lastAct();
    await expect
      .poll(async () => {
        const latest = await database.query<{ unit: string; holder: number }>(
          `select distinct on (unit) unit, holder from acts where id > ${since} order by unit, id desc`,
        );
        const counts = pids.map((pid) => latest.filter(({ holder }) => holder === pid).length);
        return (
          latest.length === units.length &&
          Math.min(...counts) > 0 &&
          counts.reduce((a, b) => a + b) === units.length
        );
      })
      .toBe(true);
  }
  async function lastAct(): Promise<number> {
    const [last] = await database.query<{ id: number }>("select coalesce(max(id), 0)::int as id from acts");
    return last?.id ?? 0;
  }
  /** Acts after another process acted in a later epoch. */
  const overtaken = () =>
    database.query(
      `select * from (select unit, epoch, max(epoch) over (partition by unit order by id) as latest from acts) as acts
       where epoch < latest`,
    );
  const shared = () =>
    database.query("select unit, epoch from acts group by unit, epoch having count(distinct holder) > 1");

  it("act for each unit one at a time, whichever is killed or stopped, for however long", async () => {
    const [first, second] = [start(), start()];
    await areShared([first, second]);
    await first.kill();
    await areShared([second]);
    const third = start();
    await areShared([second, third]);
    second.child.kill("SIGSTOP");
    await areShared([third]);
    second.child.kill("SIGCONT");
    await areShared([second, third]);
    third.child.kill("SIGSTOP");
    second.child.kill("SIGSTOP");
    const fourth = start();
    await areShared([fourth]);
    for (const { child } of [second, third]) child.kill("SIGCONT");
    await areShared([second, third, fourth]);
    await fourth.stop();
    await areShared([second, third]);
    expect(await overtaken()).toEqual([]);
    expect(await shared()).toEqual([]);
  });
});
