import { describe, expect, it } from "vitest";
import { member } from "../loopback.ts";
import { openForum, poll } from "./forum.ts";

describe("a forum in trouble", () => {
  it("that asks for a pause in plain text is left alone for as long as it says", async () => {
    await using at = await openForum();
    at.content.addTopic({ title: "Tides" });
    at.forum.inject({
      ...{ kind: "status", status: 429, body: "Slow down, too many requests from this IP address." },
      headers: { "retry-after": "7", "discourse-rate-limit-error-code": "ip_10_secs_limit" },
    });
    await expect(at.source.readRecent(undefined, poll)).rejects.toMatchObject({
      ...{ fault: "outage", retryAfterMs: 7_000 },
    });
    await expect(at.find("/t/1")).rejects.toMatchObject({ fault: "outage" });
    expect(at.forum.requests).toHaveLength(1);
    at.pass(7_001);
    expect(await at.find("/t/1")).toMatchObject({ kind: "post" });
  });

  it.each([403, 404, 410])("whose server in front answers %i does not lose its topics", async (status) => {
    await using at = await openForum();
    const topic = at.content.addTopic({ title: "Tides" });
    const headers = { "content-type": "application/json" };
    for (const answer of ['{"message":"no"}', "<h1>no</h1>"]) {
      const type = answer.startsWith("<") ? { "content-type": "text/html" } : headers;
      at.forum.inject({ kind: "status", status, headers: type, body: answer });
      const read = at.source.readThread(at.topicReference(topic), member);
      await expect(read).rejects.toMatchObject({ name: "SourceError" });
      at.pass(3_600_000);
    }
    expect(await at.find("/t/1")).toMatchObject({ kind: "post" });
  });

  it("that answers in another shape is not read as empty", async () => {
    await using at = await openForum();
    at.content.addTopic({ title: "Tides" });
    at.forum.inject({ kind: "altered", alter: () => "[]" });
    await expect(at.source.readRecent(undefined, poll)).rejects.toMatchObject({ fault: "malformed" });
    at.forum.inject({ kind: "altered", alter: () => '{"user":' });
    await expect(at.find("/u/ann")).rejects.toMatchObject({ fault: "malformed" });
  });

  it("that loses posts on the way does not lose them in the thread", async () => {
    await using at = await openForum();
    const topic = at.content.addTopic({ title: "Tides" });
    for (let count = 0; count < 30; count += 1) at.content.addPost({ topic: topic.id });
    at.forum.inject({
      kind: "altered",
      match: ({ path }) => path.endsWith("/posts.json"),
      alter: () => '{"post_stream":{"posts":[]}}',
    });
    const { comments, unreadable } = await at.read(topic);
    expect([comments.length, unreadable.length]).toEqual([19, 11]);
  });
});
