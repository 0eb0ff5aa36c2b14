import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { commentOf } from "../mirror/comment.ts";
import { hasPostgres, needsPostgres, PostgresDatabase } from "../postgres/database.ts";
import { runSql } from "../postgres/run-sql.ts";
import { archiveContract } from "./archive-contract.ts";
import { BadNetwork } from "./bad-network.ts";
import { htmlOf, old, recent, reference, Witness } from "./witness.ts";

describe.skipIf(!hasPostgres)(`an archive in Postgres ${needsPostgres}`, () => {
  let database: PostgresDatabase;
  beforeAll(async () => {
    database = await PostgresDatabase.create({ isEmpty: true });
  });
  afterAll(() => database.drop());
  archiveContract(() => database.url);
});

describe.skipIf(!hasPostgres)(`a Postgres that fails under the archive ${needsPostgres}`, () => {
  let database: PostgresDatabase;
  let witness: Witness;
  beforeEach(async () => {
    database = await PostgresDatabase.create({ isEmpty: true });
    witness = new Witness();
  });
  afterEach(async () => {
    await witness.close();
    await database.drop();
  });

  it("may be lost, and come back", async () => {
    await witness.expectOutage(
      database.url,
      () => database.close(),
      () => database.reopen(),
    );
  });

  it.each(["silent", "garbage"] as const)(
    "may be behind a network that gives %s instead of answers",
    async (kind) => {
      const { port } = new URL(database.url);
      const network = await BadNetwork.before(Number(port));
      try {
        await witness.expectOutage(
          database.url.replace(port, String(network.port)),
          async () => network.behave({ kind }),
          async () => network.behave({ kind: "through" }),
        );
      } finally {
        network.close();
      }
    },
  );

  it("may end connections that nobody is using", async () => {
    const archive = await witness.open(database.url);
    await archive.comments.put([old]);
    await database.cut();
    await expect.poll(() => htmlOf(archive)).toBe("<p>old</p>");
    await expect.poll(() => archive.fault()).toBeUndefined();
  });

  it("may be full", async () => {
    await witness.expectRefusal(
      database.url,
      () =>
        database.query(`
          create function refuse() returns trigger language plpgsql as
            'begin raise exception ''no space left on device'' using errcode = ''53100''; end';
          create trigger refuse before insert or update on archive for each row execute function refuse()
        `),
      () => database.query("drop function refuse cascade"),
    );
    expect(witness.said).toEqual(["refusing", "back"]);
  });

  it("may become a standby that only reads", async () => {
    const { url, name } = database;
    const become = async (setting: "on" | "off") => {
      const change = `alter database ${name} set default_transaction_read_only = ${setting}`;
      await runSql(url.replace(name, "postgres"), change);
      await database.cut();
    };
    await witness.expectRefusal(
      url,
      () => become("on"),
      () => become("off"),
    );
  });

  it("may contain records that no archive wrote", async () => {
    const archive = await witness.open(database.url);
    const write = (value: string) =>
      database.query(`insert into archive values ('comments', '${reference}', '${value}')
        on conflict (namespace, key) do update set value = excluded.value`);
    await write("{ no JSON");
    expect(await htmlOf(archive)).toBeUndefined();
    await write('{"value":{"reference":"another"}}');
    expect(await htmlOf(archive)).toBeUndefined();
    await archive.comments.put([recent]);
    expect(await htmlOf(archive)).toBe("<p>recent</p>");
    expect(witness.said).toEqual([]);
  });

  it("is shared by processes that open it at the same moment", async () => {
    const archives = await Promise.all(Array.from({ length: 5 }, () => witness.open(database.url)));
    await archives[0]?.comments.put([commentOf("a")]);
    expect(
      await Promise.all(archives.map(async (one) => (await one.comments.get(reference)) !== undefined)),
    ).toEqual(archives.map(() => true));
    expect(witness.said).toEqual([]);
  });

  it("keeps what a button must remember for thirty days, and then drops it", async () => {
    const archive = await witness.open(database.url);
    const id = await archive.records.remember("words");
    const inDays = (days: number) => Date.now() + days * 24 * 3600_000;
    const expiry = async () => {
      const [row] = await database.query<{ at: string }>("select expires_at_ms as at from archive");
      return Number(row?.at);
    };
    expect(await expiry()).toBeGreaterThan(inDays(29.9));
    expect(await expiry()).toBeLessThan(inDays(30.1));
    await database.query("update archive set expires_at_ms = 1");
    expect(await archive.records.recall(id)).toBeUndefined();
    await archive.records.remember("other words");
    expect(await database.query("select 1 from archive where expires_at_ms = 1")).toEqual([]);
  });
});
