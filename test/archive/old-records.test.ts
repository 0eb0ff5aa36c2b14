import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type Archive, openArchive } from "../../src/archive/open-archive.ts";
import type { Author } from "../../src/forum/author.ts";
import { authorOf, commentOf } from "../mirror/comment.ts";

/** As the bot wrote an author until 2026-11-30. */
const oldAuthor = {
  reference: "lesswrong:user:ada",
  slug: "ada",
  name: "Ada",
  avatarUrl: undefined,
} as unknown as Author;
const author = JSON.parse(JSON.stringify(authorOf("ada", "Ada")));

describe("a record that an older version of the bot kept", () => {
  let archive: Archive;
  beforeEach(async () => {
    archive = await openArchive("sqlite::memory:", { onError: () => undefined });
  });
  afterEach(async () => {
    await archive.close();
  });

  it("has an author with an account and a page", async () => {
    await archive.users.put([oldAuthor]);
    expect(await archive.users.get("lesswrong:user:ada")).toMatchObject(author);
    await archive.comments.put([commentOf("a", { author: oldAuthor })]);
    const kept = await archive.comments.get("lesswrong:comment:a");
    expect(kept?.author).toEqual(author);
  });

  it("is today's record when the whole archive is read", async () => {
    await archive.comments.put([
      commentOf("a", { author: oldAuthor }),
      commentOf("b", { author: undefined }),
    ]);
    const batches = await Array.fromAsync(archive.comments.batches(10));
    expect(batches.flat().map((comment) => comment.author)).toEqual([author, undefined]);
  });
});
