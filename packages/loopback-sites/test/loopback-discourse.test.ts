import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { LoopbackDiscourse } from "../src/discourse/loopback-discourse.ts";

let forum: LoopbackDiscourse;
beforeEach(async () => {
  forum = await LoopbackDiscourse.open({ now: () => Date.parse("2026-03-01T12:00:00Z"), folder: "/forum" });
});
afterEach(() => forum.close());

async function ask(path: string, init: RequestInit = {}) {
  const response = await fetch(forum.url + path, { redirect: "manual", ...init });
  const type = response.headers.get("content-type") ?? "";
  const text = await response.text();
  return {
    status: response.status,
    headers: response.headers,
    body: type.includes("json") ? JSON.parse(text) : text,
  };
}

describe("the loopback forum answers like Discourse", () => {
  it("gives JSON only where the path ends in .json, and refuses to write", async () => {
    forum.content.addTopic({ title: "Tides" });
    expect((await ask("/t/tides/1")).body).toContain("<!DOCTYPE html>");
    expect((await ask("/t/1.json")).body).toMatchObject({ id: 1, title: "Tides" });
    expect(await ask("/posts.json", { method: "POST" })).toMatchObject({ status: 403, body: ["BAD CSRF"] });
    expect(await ask("/nothing.json")).toMatchObject({ status: 404, body: { error_type: "not_found" } });
  });

  it("lists all ids of a topic, with its first twenty posts, and serves posts by id and by number", async () => {
    const topic = forum.content.addTopic({ title: "Tides" });
    for (let count = 0; count < 24; count += 1) forum.content.addPost({ topic: topic.id });
    forum.content.post(3).isDeleted = true;
    const { body } = await ask("/t/1.json");
    expect([body.post_stream.posts.length, body.post_stream.stream.length]).toEqual([20, 24]);
    expect([body.posts_count, body.highest_post_number]).toEqual([24, 25]);
    const byId = await ask("/t/1/posts.json?post_ids[]=3&post_ids[]=4&post_ids[]=5");
    expect(byId.body.post_stream.posts.map(({ id }: { id: number }) => id)).toEqual([4, 5]);
    const after = await ask("/t/1/posts.json?post_number=22&asc=true");
    expect(
      after.body.post_stream.posts.map(({ post_number }: { post_number: number }) => post_number),
    ).toEqual([23, 24, 25]);
    expect(await ask("/posts/by_number/1/3.json")).toMatchObject({ status: 404 });
  });

  it("leads a category with a wrong name to the right one", async () => {
    const { id } = forum.content.addCategory({ name: "Sea", slug: "sea" });
    const { status, headers } = await ask(`/c/lake/${id}/l/latest.json?order=created`);
    expect([status, headers.get("location")]).toEqual([
      301,
      `/forum/c/sea/${id}/l/latest.json?order=created`,
    ]);
  });
});
