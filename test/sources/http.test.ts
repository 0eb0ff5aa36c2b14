import type { FaultKind } from "loopback-forum/faults.ts";
import { describe, expect, it } from "vitest";
import { readRetryAfter } from "../../src/sources/attempt.ts";
import type { HttpOptions } from "../../src/sources/http-options.ts";
import type { Source } from "../../src/sources/source.ts";
import type { SourceError } from "../../src/sources/source-error.ts";
import { linkTo, member, openForum, sourceAt } from "./loopback.ts";

/** A clock that each sleep moves forward, so that nothing waits. */
function quickClock(startMs = Date.parse("2025-06-01T12:00:00Z")) {
  const slept: number[] = [];
  let ms = startMs;
  return {
    slept,
    now: () => ms,
    elapsedMs: () => ms - startMs,
    pass: (more: number) => {
      ms += more;
    },
    async sleep(more: number, signal?: AbortSignal) {
      signal?.throwIfAborted();
      if (more > 0) slept.push(more);
      ms += more;
    },
  };
}

async function ask(source: Source) {
  return await source.find(linkTo({ kind: "user", slug: "ann" }), member);
}

async function faultOf(source: Source): Promise<SourceError> {
  const error = await ask(source).then(
    () => undefined,
    (thrown: SourceError) => thrown,
  );
  if (error?.name !== "SourceError") throw new Error("nothing went wrong");
  return error;
}

async function open(options: Partial<HttpOptions> = {}) {
  const at = await openForum();
  at.forum.addUser({ displayName: "Ann" });
  const clock = quickClock();
  const source = sourceAt(at.forum, "lesswrong", { clock, random: () => 1, ...options });
  return { ...at, clock, source };
}

/** For answers that never come; short, because a test waits for it. */
const impatient = { timeoutMs: 400, idleTimeoutMs: 200 };

describe("a request to a site", () => {
  it("names the bot, and accepts gzip", async () => {
    await using at = await open();
    expect(await ask(at.source)).toMatchObject({ user: { name: "Ann" } });
    expect(at.forum.requests[0]).toMatchObject({ userAgent: "test", status: 200, path: "/graphql" });
    expect(at.source.health()).toMatchObject({
      lastError: undefined,
      pausedUntilMs: undefined,
      requestsInLastMinute: 1,
    });
  });

  it.each<FaultKind>(["cut", "truncated", "timeout", "drip"])(
    "is repeated when the answer is lost on the way (%s)",
    async (kind) => {
      await using at = await open(impatient);
      at.forum.inject({ kind, times: 2 });
      expect(await ask(at.source)).toMatchObject({ user: { name: "Ann" } });
      expect(at.forum.requests).toHaveLength(3);
      expect(at.source.health().lastError).toBeUndefined();
    },
  );

  it.each([502, 503, 504])("is repeated after a temporary failure of the server (%i)", async (status) => {
    await using at = await open();
    at.forum.inject({ kind: "status", status, times: 2 });
    expect(await ask(at.source)).toMatchObject({ user: { name: "Ann" } });
    expect(at.clock.slept.filter((ms) => ms >= 500)).toEqual([1000, 2000]);
  });

  it.each<[FaultKind, number | undefined, string, boolean]>([
    ["status", 400, "refused", false],
    ["status", 404, "refused", false],
    ["status", 500, "outage", true],
    ["malformed", undefined, "malformed", true],
    ["wrong-shape", undefined, "malformed", true],
    ["graphql-error", undefined, "refused", true],
    ["html-challenge", 200, "outage", true],
    ["html-challenge", 403, "outage", true],
  ])("is not repeated where that cannot help (%s %s)", async (kind, status, fault, retryable) => {
    await using at = await open();
    const post = at.forum.addPost({ html: "<p>Body</p>" });
    at.forum.inject({ kind, ...(status === undefined ? {} : { status }) });
    const reading = at.source.readPost(`lesswrong:post:${post._id}`, member);
    await expect(reading).rejects.toMatchObject({ name: "SourceError", site: "lesswrong", fault, retryable });
    expect(at.forum.requests).toHaveLength(1);
    expect(at.source.health().lastError).toMatchObject({ fault });
  });

  it("is given up after three attempts", async () => {
    await using at = await open(impatient);
    at.forum.inject({ kind: "timeout", times: 9 });
    expect(await faultOf(at.source)).toMatchObject({ fault: "timeout", retryable: true });
    expect(at.forum.requests).toHaveLength(3);
  });

  it("is ended when the answer grows too large", async () => {
    await using at = await open();
    const post = at.forum.addPost();
    at.forum.inject({ kind: "too-large" });
    const reading = at.source.readPost(`lesswrong:post:${post._id}`, member);
    await expect(reading).rejects.toMatchObject({ fault: "too-large", retryable: false });
    expect(at.forum.requests).toHaveLength(1);
  });

  it("can be aborted", async () => {
    await using at = await open();
    at.forum.inject({ kind: "timeout" });
    const controller = new AbortController();
    const asking = at.source.find(linkTo({ kind: "user", slug: "ann" }), {
      ...member,
      signal: controller.signal,
    });
    controller.abort(new Error("never mind"));
    await expect(asking).rejects.toThrow("never mind");
    expect(at.source.health().lastError).toBeUndefined();
  });
});

describe("a redirect", () => {
  it.each([307, 308])("to the site itself is followed with the same request (%i)", async (status) => {
    await using at = await open();
    at.forum.inject({ kind: "redirect", status, location: "/graphql" });
    expect(await ask(at.source)).toMatchObject({ user: { name: "Ann" } });
    expect(at.forum.requests.map(({ method, operation }) => `${method} ${operation}`)).toEqual([
      "POST FindUsers",
      "POST FindUsers",
    ]);
  });

  it.each([
    ["another host", 307, "https://example.org/graphql"],
    ["a private address", 307, "http://10.0.0.1/graphql"],
    ["another port", 307, "http://127.0.0.1:1/graphql"],
    ["another protocol", 307, "ftp://127.0.0.1/graphql"],
    ["nowhere", 307, "http://"],
  ])("to %s is refused", async (_, status, location) => {
    await using at = await open();
    at.forum.inject({ kind: "redirect", status, location });
    expect(await faultOf(at.source)).toMatchObject({ fault: "refused", retryable: false });
    expect(at.forum.requests).toHaveLength(1);
  });

  it.each([301, 302, 303])("that would drop the request's body is refused (%i)", async (status) => {
    await using at = await open();
    at.forum.inject({ kind: "redirect", status, location: "/graphql" });
    expect(await faultOf(at.source)).toMatchObject({ fault: "refused" });
  });

  it("in circles is refused", async () => {
    await using at = await open();
    at.forum.inject({ kind: "redirect", times: 20, location: "/graphql" });
    expect(await faultOf(at.source)).toMatchObject({ fault: "refused" });
    expect(at.forum.requests).toHaveLength(4);
  });
});

describe("a site that asks to be left alone", () => {
  it.each([429, 503])("is not asked before the time it names (%i)", async (status) => {
    await using at = await open();
    at.forum.inject({ kind: "status", status, headers: { "retry-after": "90" } });
    expect(await faultOf(at.source)).toMatchObject({
      fault: "outage",
      retryable: true,
      retryAfterMs: 90_000,
    });
    expect(at.source.health().pausedUntilMs).toBe(at.clock.now() + 90_000);
    at.clock.pass(30_000);
    expect(await faultOf(at.source)).toMatchObject({ fault: "outage", retryAfterMs: 60_000 });
    expect(at.forum.requests).toHaveLength(1);
    at.clock.pass(60_000);
    expect(await ask(at.source)).toMatchObject({ user: { name: "Ann" } });
    expect(at.source.health()).toMatchObject({ pausedUntilMs: undefined, lastError: undefined });
  });

  it("is still left alone when an earlier request is answered late", async () => {
    await using at = await open();
    const { promise: hold, resolve: release } = Promise.withResolvers<void>();
    at.forum.inject({ kind: "hold", until: hold });
    const early = ask(at.source);
    await expect.poll(() => at.forum.requests.length).toBe(1);
    at.forum.inject({ kind: "status", status: 429, headers: { "retry-after": "90" } });
    await faultOf(at.source);
    release();
    expect(await early).toMatchObject({ user: { name: "Ann" } });
    expect(await faultOf(at.source)).toMatchObject({ retryAfterMs: 90_000 });
    expect(at.forum.requests).toHaveLength(2);
  });

  it("is left alone longer each time it answers with a page for browsers", async () => {
    await using at = await open();
    at.forum.inject({ kind: "html-challenge", times: 3 });
    const pauses: number[] = [];
    for (let count = 0; count < 3; count += 1) {
      const { retryAfterMs = 0 } = await faultOf(at.source);
      pauses.push(retryAfterMs);
      at.clock.pass(retryAfterMs);
    }
    expect(pauses).toEqual([60_000, 120_000, 240_000]);
  });

  it("is left alone after three failures in a row", async () => {
    await using at = await open();
    at.forum.inject({ kind: "status", status: 500, times: 9 });
    expect((await faultOf(at.source)).retryAfterMs).toBeUndefined();
    expect((await faultOf(at.source)).retryAfterMs).toBeUndefined();
    expect((await faultOf(at.source)).retryAfterMs).toBe(30_000);
    expect(at.forum.requests).toHaveLength(3);
    await faultOf(at.source);
    expect(at.forum.requests).toHaveLength(3);
  });

  it("may say how long in seconds or as a date", () => {
    const now = Date.parse("2025-06-01T12:00:00Z");
    expect(readRetryAfter("120", now)).toBe(120_000);
    expect(readRetryAfter("Sun, 01 Jun 2025 12:00:30 GMT", now)).toBe(30_000);
    expect(readRetryAfter("Sun, 01 Jun 2025 11:00:00 GMT", now)).toBe(0);
    expect(readRetryAfter("soon", now)).toBeUndefined();
  });
});

describe("the budget of a site", () => {
  it("spaces all requests evenly, including repeated ones", async () => {
    await using at = await openForum();
    at.forum.addUser({ displayName: "Ann" });
    const clock = quickClock();
    const source = sourceAt(at.forum, "lesswrong", { clock, random: () => 0, requestsPerMinute: 20 });
    at.forum.inject({ kind: "cut" });
    const started = clock.now();
    for (let count = 0; count < 4; count += 1) await ask(source);
    expect(at.forum.requests).toHaveLength(5);
    expect(clock.now() - started).toBe(4 * 3000);
    expect(source.health().requestsInLastMinute).toBe(5);
  });

  it("goes to polls first, then to members, then to sweeps", async () => {
    await using at = await openForum();
    const clock = quickClock();
    const { promise: gate, resolve: openGate } = Promise.withResolvers<void>();
    const source = sourceAt(at.forum, "lesswrong", {
      requestsPerMinute: 20,
      clock: { ...clock, sleep: (ms, signal) => gate.then(() => clock.sleep(ms, signal)) },
    });
    const asked = (["sweep", "sweep", "member", "poll"] as const).map((priority, index) =>
      source.find(linkTo({ kind: "user", slug: `${priority}${index}` }), { priority }),
    );
    openGate();
    await Promise.all(asked);
    const slugs = at.forum.requests.map(({ variables }) => JSON.stringify(variables).match(/[a-z]+\d/)?.[0]);
    expect(slugs).toEqual(["sweep0", "poll3", "member2", "sweep1"]);
  });
});
