import { describe, expect, it } from "vitest";
import { member } from "../loopback.ts";
import { postAt } from "../read-at.ts";
import { openWorld } from "./world.ts";

const poll = { priority: "poll" } as const;

describe("an instance of Lemmy that refuses", () => {
  it("a request because there were too many is left alone", async () => {
    await using world = await openWorld();
    const { site, source } = world;
    site.addPost("Tides");
    await source.readRecent(undefined, poll);
    const body = '{"error":"rate_limit_error"}';
    site.http.inject({ kind: "status", status: 400, body, headers: { "content-type": "application/json" } });
    await expect(source.readRecent(undefined, poll)).rejects.toMatchObject({ fault: "outage" });
    expect(source.health().pausedUntilMs).toBeGreaterThan(0);
  });

  it("by a page for browsers is left alone, and nothing counts as gone", async () => {
    await using world = await openWorld();
    const { site, source } = world;
    const post = site.addPost("Tides");
    const { reference } = await postAt(source, site.addressOf(post));
    site.http.inject({ kind: "html-challenge", status: 403 });
    await expect(source.readThread(reference, member)).rejects.toMatchObject({ fault: "outage" });
    expect(source.health().pausedUntilMs).toBeGreaterThan(0);
  });
});
