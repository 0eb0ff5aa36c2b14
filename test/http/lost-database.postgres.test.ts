import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { World } from "../e2e/world.ts";
import { hasPostgres, needsPostgres, PostgresDatabase } from "../postgres/database.ts";

describe.skipIf(!hasPostgres)(`while a Postgres is lost, ${needsPostgres}`, () => {
  let world: World;
  let database: PostgresDatabase;

  beforeEach(async () => {
    database = await PostgresDatabase.create();
    world = await World.open({ databaseUrl: database.url, environment: { HTTP_PORT: "0" } });
  });
  afterEach(async () => {
    await world.close();
    await database.drop();
  });

  async function get(path: string): Promise<{ readonly status: number; readonly body: string }> {
    const answer = await fetch(`${world.bot.http?.url}${path}`);
    return { status: answer.status, body: await answer.text() };
  }

  it("the status page says so, and shows what it knows without it", async () => {
    await database.close();
    const { status, body } = await get("/");
    expect(status).toBe(200);
    expect(body).toContain(": something is missing</h1>");
    expect(body).toMatch(/class="bad">database: (refuses changes: )?unreachable</);
    expect(body).toMatch(/class="good">gateway: 1 of 1 shards connected</);
    expect(body).toContain("The last day");
  });

  it("Prometheus still gets everything that needs no database, and the rest again afterwards", async () => {
    await database.close();
    const lost = await get("/metrics");
    expect(lost.status).toBe(200);
    expect(lost.body).toMatch(/^commonplace_ready\{need="database"\} 0$/m);
    expect(lost.body).toMatch(/^commonplace_ready\{need="gateway"\} 1$/m);
    expect(lost.body).not.toMatch(/^commonplace_backlog_messages\{/m);
    expect(lost.body).not.toMatch(/^commonplace_sweeps_due\{/m);
    await database.reopen();
    await expect
      .poll(async () => (await get("/metrics")).body)
      .toMatch(/^commonplace_backlog_messages\{.* 0$/m);
  });
});
