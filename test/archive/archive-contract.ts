import { afterEach, beforeEach, expect, it } from "vitest";
import { type Archive, openArchive } from "../../src/archive/open-archive.ts";
import { bodyOf, commentOf } from "../mirror/comment.ts";
import { postOf } from "../mirror/post.ts";

const post = postOf("a", { opening: bodyOf("<p>It begins.</p>") });

/** The contract of every storage that CACHE_URL can name. */
export function archiveContract(urlOf: () => string): void {
  let archive: Archive;
  const errors: unknown[] = [];
  const onError = (error: unknown) => errors.push(error);

  beforeEach(async () => {
    errors.length = 0;
    archive = await openArchive(urlOf(), { onError, onFault: (_fault, error) => onError(error) });
  });
  afterEach(async () => {
    await archive.close();
  });

  it("says when a site last returned a record", async () => {
    const beforeMs = Date.now();
    await archive.comments.put([commentOf("a")]);
    const kept = await archive.comments.get("lesswrong:comment:a");
    expect(kept?.readAtMs).toBeGreaterThanOrEqual(beforeMs);
    expect(kept?.readAtMs).toBeLessThanOrEqual(Date.now());
  });

  it("returns what it was given, and nothing else", async () => {
    const comment = commentOf("a", { html: "<p>𝒳 “quoted” \u0000</p>" });
    await archive.comments.put([comment]);
    expect(await archive.comments.get(comment.reference)).toMatchObject(JSON.parse(JSON.stringify(comment)));
    expect(await archive.comments.get("lesswrong:comment:nowhere")).toBeUndefined();
    expect(errors).toEqual([]);
  });

  it("keeps kinds of records apart", async () => {
    await archive.comments.put([commentOf("same")]);
    await archive.posts.put([{ ...post, reference: "lesswrong:post:same" }]);
    expect(await archive.comments.get("lesswrong:comment:same")).toMatchObject({
      body: { text: "<p>same</p>" },
    });
    expect(await archive.posts.get("lesswrong:post:same")).toMatchObject({ title: "A post" });
  });

  it("reads and writes a thousand at once", async () => {
    const comments = Array.from({ length: 1000 }, (_, index) => commentOf(`many${index}`));
    await archive.comments.put(comments);
    const read = await archive.comments.getMany([
      ...comments.map((comment) => comment.reference),
      "lesswrong:comment:none",
    ]);
    expect(read.size).toBe(1000);
  });

  it("keeps a post's opening when a listing leaves it out", async () => {
    await archive.posts.put([post]);
    await archive.posts.put([{ ...post, title: "Renamed", opening: undefined }]);
    expect(await archive.posts.get(post.reference)).toMatchObject({
      title: "Renamed",
      opening: post.opening,
    });
  });

  it("survives its process", async () => {
    await archive.comments.put([commentOf("kept")]);
    await archive.close();
    archive = await openArchive(urlOf(), { onError, onFault: (_fault, error) => onError(error) });
    expect(await archive.comments.get("lesswrong:comment:kept")).toBeDefined();
  });

  it("remembers words for buttons, and takes the latest ones for the same key", async () => {
    const id = await archive.records.remember("“words” of a search");
    expect(await archive.records.recall(id)).toBe("“words” of a search");
    expect(await archive.records.recall("unknown-key1")).toBeUndefined();
  });

  it("forgets what it is told to, and only that", async () => {
    await archive.comments.put([commentOf("going"), commentOf("staying")]);
    await archive.comments.remove(["lesswrong:comment:going", "lesswrong:comment:never"]);
    expect(await archive.comments.get("lesswrong:comment:going")).toBeUndefined();
    expect(await archive.comments.get("lesswrong:comment:staying")).toBeDefined();
  });

  it("keeps the latest of several readings that are written at once", async () => {
    const names = Array.from({ length: 400 }, (_, index) => `raced${index}`);
    const put = (text: string, order: readonly string[]) =>
      archive.comments.put(order.map((name) => commentOf(name, { html: `<p>${text}</p>` })));
    for (let round = 0; round < 3; round += 1)
      await Promise.all([put("a", names), put("b", names.toReversed()), put("c", names)]);
    await put("d", names.toReversed());
    const read = await archive.comments.getMany(names.map((name) => `lesswrong:comment:${name}` as const));
    expect([...read.values()].map(({ body }) => body.text)).toEqual(names.map(() => "<p>d</p>"));
    expect(errors).toEqual([]);
  });

  it("yields every record of a kind once", async () => {
    const comments = Array.from({ length: 450 }, (_, index) => commentOf(`paged${index}`));
    await archive.comments.put(comments);
    const read = (await Array.fromAsync(archive.comments.batches(100)))
      .flat()
      .map(({ reference }) => reference);
    expect(read.filter((reference) => reference.includes(":paged")).toSorted()).toEqual(
      comments.map(({ reference }) => reference).toSorted(),
    );
  });
}
