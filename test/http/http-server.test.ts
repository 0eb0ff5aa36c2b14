import { request } from "node:http";
import { afterEach, describe, expect, it } from "vitest";
import { ConfigError } from "../../src/config.ts";
import { World } from "../e2e/world.ts";

let world: World;
afterEach(() => world.close());

const address = () => world.bot.http?.url ?? "";

async function open(): Promise<void> {
  world = await World.withSample({ environment: { HTTP_PORT: "0" } });
}

async function get(path: string): Promise<{ readonly status: number; readonly body: string }> {
  const answer = await fetch(`${address()}${path}`);
  return { status: answer.status, body: await answer.text() };
}

/** Returns the value of a metric with these labels. */
async function metric(name: string, labels = ""): Promise<number | undefined> {
  const line = (await get("/metrics")).body.split("\n").find((one) => one.startsWith(`${name}${labels} `));
  return line === undefined ? undefined : Number(line.split(" ").at(-1));
}

describe("the operator's pages", () => {
  it("are closed unless HTTP_PORT opens them, and then only on this machine", async () => {
    world = await World.open();
    expect(world.bot.http).toBeUndefined();
    await world.close();
    await open();
    expect(new URL(address()).hostname).toBe("127.0.0.1");
  });

  it("say which port is taken", async () => {
    await open();
    const { port } = new URL(address());
    const other = World.open({ environment: { HTTP_PORT: port } });
    await expect(other).rejects.toThrow(ConfigError);
    await expect(other).rejects.toThrow(`HTTP_PORT: 127.0.0.1:${port} cannot be opened`);
  });

  it.each(["203.0.113.7", "2001:db8::7"])("say that %s is not an address of this machine", async (host) => {
    await open();
    const other = World.open({ environment: { HTTP_PORT: "0", HTTP_HOST: host } });
    await expect(other).rejects.toThrow(`HTTP_HOST: ${host} is not an address of this machine`);
  });

  it("say that the process is alive and can do its work", async () => {
    await open();
    expect(await get("/healthz")).toEqual({ status: 200, body: "ok\n" });
    expect(await get("/readyz")).toEqual({
      status: 200,
      body: "ok: database answers\nok: gateway 1 of 1 shards connected\n",
    });
  });

  it("say what is missing", async () => {
    await open();
    world.discord.gateway.drop();
    await expect.poll(async () => (await get("/readyz")).status).toBe(503);
    await expect.poll(async () => (await get("/readyz")).status).toBe(200);
  });

  it("change nothing, whatever the method", async () => {
    await open();
    for (const method of ["POST", "PUT", "DELETE"])
      expect((await fetch(address(), { method })).status).toBe(405);
    expect((await fetch(address(), { method: "HEAD" })).status).toBe(200);
  });

  it("answer any path, even one that is not an address", async () => {
    await open();
    expect((await get("/constructor")).status).toBe(404);
    const status = await new Promise((resolve, reject) => {
      const asked = request(address(), { path: "//[" }, (answer) => resolve(answer.statusCode));
      asked.on("error", reject).end();
    });
    expect(status).toBe(404);
  });
});

describe("metrics", () => {
  it("count requests by route and site, messages and how long comments took, and hold no ids", async () => {
    await open();
    const thread = await world.mirrored(`https://www.lesswrong.com/posts/${world.post("harbour clock")._id}`);
    expect(await metric("commonplace_messages_sent_total")).toBe(thread.messages.length - 1);
    expect(
      await metric("commonplace_site_requests_total", '{site="lesswrong",outcome="ok"}'),
    ).toBeGreaterThan(0);
    expect(await metric("commonplace_follows", '{site="lesswrong",state="active"}')).toBe(1);
    expect(await metric("commonplace_backlog_messages", '{site="lesswrong"}')).toBe(0);
    expect(await metric("commonplace_comment_delay_seconds_count")).toBe(0);
    expect(await metric("nodejs_eventloop_lag_seconds")).toBeGreaterThanOrEqual(0);
    const { body } = await get("/metrics");
    expect(body).toMatch(
      /commonplace_discord_requests_total\{route="POST \/webhooks\/:id\/:token",status="200"\} \d/,
    );
    expect(body).not.toMatch(/\{[^}]*\d{15}/);
  });

  it("are the same for scrapes that overlap", async () => {
    await open();
    await world.mirrored(`https://www.lesswrong.com/posts/${world.post("harbour clock")._id}`);
    const { registry } = world.bot.app.metrics;
    const scrapes = await Promise.all(Array.from({ length: 4 }, () => registry.metrics()));
    const lines = (name: string) =>
      scrapes.map((scrape) => scrape.split("\n").filter((line) => line.startsWith(`${name}{`)));
    expect(lines("commonplace_follows")).toEqual(
      scrapes.map(() => ['commonplace_follows{site="lesswrong",state="active"} 1']),
    );
    expect(lines("commonplace_poll_age_seconds").map(({ length }) => length)).toEqual(scrapes.map(() => 1));
  });
});
