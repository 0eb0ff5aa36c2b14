import { afterEach, describe, expect, it } from "vitest";
import { LemmySite, type LemmySiteOptions } from "../src/lemmy/lemmy-site.ts";

describe("a loopback instance of Lemmy", () => {
  let site: LemmySite;
  const open = async (options: LemmySiteOptions = {}) => {
    site = await LemmySite.open(options);
    return site.addPost("Tides");
  };
  const ask = async (path: string) => {
    const answer = await fetch(`${site.url}/api${path}`);
    const body = (await answer.json()) as {
      readonly [name: string]: readonly { readonly comment: object }[];
    };
    return { status: answer.status, body };
  };
  afterEach(() => site.close());

  it.each([3, 4] as const)("speaks version %i, each with its own names and words", async (api) => {
    const post = await open({ api });
    site.addComment(post, "Words.");
    const [path = "", list = "", date = ""] =
      api === 3
        ? ["/v3/comment/list?sort=New&type_=All", "comments", "published"]
        : ["/v4/comment/list?sort=new&type_=all", "items", "published_at"];
    const { body } = await ask(path);
    const written = expect.stringMatching(/\.\d{6}Z$/);
    expect(body[list]).toMatchObject([{ comment: { content: "Words.", path: "0.27", [date]: written } }]);
    expect((await ask(path.replace(/new/i, "wrong"))).status).toBe(400);
    expect((await ask(`${path}&limit=51`)).body).toEqual({ error: "invalid_fetch_limit" });
  });

  it("keeps only a part of version 3 in 1.0", async () => {
    const post = await open({ api: 4 });
    const { id } = site.addComment(post, "Words.");
    expect((await ask("/v3/site")).body).toMatchObject({ version: "1.0.0" });
    expect((await ask(`/v3/comment?id=${id}`)).status).toBe(404);
    expect((await ask(`/v4/comment?id=${id}`)).status).toBe(200);
    await site.close();
    await open();
    expect((await ask("/v4/site")).status).toBe(404);
  });

  it("cuts a tree at 300 comments, whatever the limit", async () => {
    const post = await open();
    for (let number = 0; number < 310; number += 1) site.addComment(post, `Number ${number}.`);
    const { body } = await ask(`/v3/comment/list?post_id=${post.id}&sort=Old&max_depth=8&limit=10`);
    expect(body.comments).toHaveLength(300);
  });

  it("empties deleted and removed comments, and leaves no trace of purged ones and what is below them", async () => {
    const post = await open();
    const [deleted, removed, purged] = ["One.", "Two.", "Three."].map((text) => site.addComment(post, text));
    if (!deleted || !removed || !purged) throw new Error("no comments");
    site.addComment(purged, "Below.");
    deleted.isDeleted = true;
    removed.isRemoved = true;
    site.purge(purged);
    const { body } = await ask(`/v3/comment/list?post_id=${post.id}&sort=Old`);
    expect(body.comments).toMatchObject([{ comment: { content: "" } }, { comment: { content: "" } }]);
    expect(body.comments).toHaveLength(2);
    expect(await ask(`/v3/comment?id=${purged.id}`)).toEqual({
      status: 404,
      body: { error: "couldnt_find_comment" },
    });
  });
});
