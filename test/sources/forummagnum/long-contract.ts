import { describe, expect, it } from "vitest";
import { knownSites } from "../../../src/sources/forummagnum/sites.ts";
import { member, openForum, sourceAt } from "../loopback.ts";

const ids = (comments: readonly { readonly reference: `${string}:${string}:${string}` }[]) =>
  comments.map((comment) => comment.reference.split(":")[2]).sort();

/** Tests how a ForumMagnum source handles lists that no single answer holds. */
export function describeLong(name: string): void {
  const database = knownSites.find((site) => site.name === name)?.database ?? name;
  const af = name === "alignmentforum";
  const post = (id: string) => `${database}:post:${id}` as const;

  describe(`long lists of ${name}`, () => {
    it("reads every comment of a thread that no single answer holds", async () => {
      await using at = await openForum({ maxLimit: 500 });
      const { _id } = at.forum.addPost({ database, af });
      for (let count = 0; count < 3210; count += 1) {
        at.pass(count % 3 === 0 ? 1 : 0);
        at.forum.addComment({ postId: _id, html: `<p>${count}</p>`, author: "Ann", af });
      }
      const thread = await sourceAt(at.forum, name).readThread(post(_id), member);
      expect(new Set(thread?.comments.map(({ body }) => body.text)).size).toBe(3210);
      expect(thread?.comments).toHaveLength(3210);
    });

    it("reads a thread in parts if its answer is too large", async () => {
      await using at = await openForum();
      const { _id } = at.forum.addPost({ database, af, author: "Ann" });
      const added = Array.from({ length: 260 }, (_, count) => {
        at.pass(1000);
        // One of these alone is nearly as large as an answer may be.
        const html = `<p>${"word ".repeat(count === 130 ? 15_000 : 400)}</p>`;
        return at.forum.addComment({ postId: _id, author: "Ann", html, af })._id;
      });
      const source = sourceAt(at.forum, name, { maxBytes: 100_000 });
      const thread = await source.readThread(post(_id), member);
      expect(ids(thread?.comments ?? [])).toEqual(added.sort());
      expect(source.health().lastError).toBeUndefined();
    });

    it("refuses a thread that is too long rather than leaving anything out", async () => {
      await using at = await openForum({ maxLimit: 100 });
      const { _id } = at.forum.addPost({ database, af });
      for (let count = 0; count < 4300; count += 1) at.forum.addComment({ postId: _id, author: "Ann", af });
      const reading = sourceAt(at.forum, name).readThread(post(_id), member);
      await expect(reading).rejects.toMatchObject({
        name: "SourceError",
        fault: "too-many",
        retryable: false,
      });
    });

    it("reads a user's comments to the end even if the site refuses to skip that far", async () => {
      await using at = await openForum({ maxLimit: 1500 });
      const { _id } = at.forum.addPost({ database, af });
      for (let count = 0; count < 2400; count += 1) {
        at.pass(10);
        at.forum.addComment({ postId: _id, author: "Ann", html: `<p>${count}</p>`, af });
      }
      const user = [...at.forum.database(database).users.values()].find(
        ({ displayName }) => displayName === "Ann",
      );
      const source = sourceAt(at.forum, name);
      const read: string[] = [];
      let after: string | undefined;
      do {
        const options = { ...member, limit: 700, ...(after === undefined ? {} : { after }) };
        const page = await source.readCommentsByUser(`${database}:user:${user?._id}`, options);
        read.push(...page.comments.map(({ body }) => body.text));
        after = page.next;
      } while (after !== undefined);
      expect(read).toEqual(Array.from({ length: 2400 }, (_, index) => `<p>${2399 - index}</p>`));
    });
  });
}
