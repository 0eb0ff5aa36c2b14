import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { News } from "../../src/news/news.ts";
import { MovableClock } from "../e2e/movable-clock.ts";
import { hasPostgres, needsPostgres, PostgresDatabase } from "../postgres/database.ts";
import { SilentProxy } from "../postgres/silent-proxy.ts";

describe.skipIf(!hasPostgres)(`news among processes ${needsPostgres}`, () => {
  let database: PostgresDatabase;
  const clock = new MovableClock();
  const open: News[] = [];

  beforeEach(async () => {
    database = await PostgresDatabase.create({ isEmpty: true });
  });
  afterEach(async () => {
    await Promise.all(open.splice(0).map((news) => news.close()));
    await database.drop();
  });

  /** Opens news, and waits until it is connected. */
  async function join(url = database.url): Promise<News> {
    const before = await listeners();
    const news = new News(url, { clock, random: Math.random });
    open.push(news);
    await expect.poll(listeners).toBe(before + 1);
    return news;
  }
  async function listeners(): Promise<number> {
    const rows = await database.query(
      `select 1 from pg_stat_activity where datname = '${database.name}' and query like 'listen%' and state = 'idle'`,
    );
    return rows.length;
  }

  it("reaches every other process, and this one once", async () => {
    const [teller, hearer] = [await join(), await join()];
    const heard: string[] = [];
    teller.on("opt-outs", (value) => heard.push(`teller ${value}`));
    hearer.on("opt-outs", (value) => heard.push(`hearer ${value}`));
    hearer.on("thread", (value) => heard.push(`hearer thread ${value}`));
    teller.tell("opt-outs", "a");
    teller.tell("thread", "1");
    await expect.poll(() => heard.toSorted()).toEqual(["hearer a", "hearer thread 1", "teller a"]);
    hearer.tell("opt-outs", "b");
    await expect.poll(() => heard.slice(3).toSorted()).toEqual(["hearer b", "teller b"]);
  });

  it("is told even right before the end", async () => {
    const [teller, hearer] = [await join(), await join()];
    const heard: string[] = [];
    hearer.on("leases", (value) => heard.push(value));
    teller.tell("leases", "last");
    await teller.close();
    await expect.poll(() => heard).toEqual(["last"]);
  });

  it("closes in time even if the connection has stopped answering", async () => {
    const proxy = await SilentProxy.before(database.url);
    const [news] = [await join(proxy.url)];
    proxy.silence();
    news.tell("leases");
    await news.close();
    expect(await listeners()).toBe(1);
    proxy.close();
  });

  it("never fails, and arrives again once the database is back", async () => {
    const [teller, hearer] = [await join(), await join()];
    const heard: string[] = [];
    const heardHere: string[] = [];
    hearer.on("follow", (value) => heard.push(value));
    teller.on("follow", (value) => heardHere.push(value));
    await database.close();
    teller.tell("follow", "lost");
    await expect.poll(() => heardHere).toEqual(["lost"]);
    await database.reopen();
    await expect
      .poll(() => {
        clock.travel(10_000);
        teller.tell("follow", "again");
        return heard.includes("again");
      })
      .toBe(true);
    expect(heard).not.toContain("lost");
  });
});
