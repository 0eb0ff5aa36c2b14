import { describe, expect, it } from "vitest";
import { knownSites } from "../../../src/sources/forummagnum/sites.ts";
import type { Page } from "../../../src/sources/source.ts";
import { member, openForum, sourceAt } from "../loopback.ts";

/** Tests what every source promises about authors' pages. */
export function describeProfiles(name: string): void {
  const database = knownSites.find((site) => site.name === name)?.database ?? name;
  const af = name === "alignmentforum";
  const reference = (id: string) => `${database}:user:${id}` as const;

  describe(`authors' pages of ${name}`, () => {
    it("say who the author is, since when, and what they have written", async () => {
      await using at = await openForum();
      const bio = "Keeps *clocks*.";
      const user = at.forum.addUser({ database, displayName: "Ann", karma: 4321, afKarma: 21, bio });
      const { _id: postId } = at.forum.addPost({ database, userId: user._id, af });
      at.forum.addComment({ postId, userId: user._id, af });
      at.forum.addSequence({ database, userId: user._id, postIds: [postId], af });
      const profile = await sourceAt(at.forum, name).readProfile(reference(user._id), member);
      expect(profile).toMatchObject({
        reference: reference(user._id),
        author: { name: "Ann", handle: "ann" },
        bio: { format: "html", text: `<p>${bio}</p>`, markdown: bio },
        joinedAtMs: at.now(),
        counts: { [database]: { karma: 4321, posts: 1, comments: 1, sequences: 1, wikiContributions: 0 } },
      });
      expect(profile?.author.path).toBe("/users/ann");
      const ofAlignment = { karma: 21, comments: 1, wikiContributions: 0 };
      if (af) expect(profile?.counts.alignmentforum).toMatchObject(ofAlignment);
    });

    it("do not exist for accounts that are gone, unknown, or hidden as spam", async () => {
      await using at = await openForum();
      const gone = at.forum.addUser({ database, deleted: true });
      const spam = at.forum.addUser({ database, spamRiskScore: 0.1 });
      const source = sourceAt(at.forum, name);
      for (const id of [gone._id, spam._id, "zzzzzzzzzzzzzzzzz"])
        expect(await source.readProfile(reference(id), member)).toBeUndefined();
    });

    it("list sequences in the author's order, page by page, without drafts and hidden ones", async () => {
      await using at = await openForum();
      const user = at.forum.addUser({ database, displayName: "Ann" });
      const { _id } = at.forum.addPost({ database, af });
      const given = { database, userId: user._id, postIds: [_id], af };
      for (const hidden of [
        { draft: true },
        { isDeleted: true },
        { hideFromAuthorPage: true },
        { hidden: true },
      ])
        at.forum.addSequence({ ...given, ...hidden, title: "hidden" });
      for (const userProfileOrder of [3, 1, 2, 5, 4])
        at.forum.addSequence({ ...given, title: `Part ${userProfileOrder}`, userProfileOrder });
      const source = sourceAt(at.forum, name);
      const read = await readAll((after) =>
        source.readSequencesByUser(reference(user._id), { ...member, limit: 2, after }),
      );
      expect(read.map(({ title }) => title)).toEqual([1, 2, 3, 4, 5].map((part) => `Part ${part}`));
      expect(read[0]).toMatchObject({ author: { name: "Ann" }, postCount: 1 });
      expect(read[0]?.path).toMatch(/^\/s\/[A-Za-z0-9]{17}$/);
    });

    it("list wiki contributions newest first to the very end, even while more are made and beyond what the site skips", async () => {
      await using at = await openForum();
      const user = at.forum.addUser({ database });
      const tag = at.forum.addTag({ database, name: "Tides" });
      const add = (version: string) => {
        at.pass(1000);
        at.forum.addRevision({ tagId: tag._id, userId: user._id, version });
      };
      for (let count = 0; count < 2300; count += 1) add(`1.${count}.0`);
      const source = sourceAt(at.forum, name);
      let asked = 0;
      const read = await readAll((after) => {
        asked += 1;
        if (asked === 2) add("2.0.0");
        return source.readWikiContributions(reference(user._id), { ...member, limit: 400, after });
      });
      expect(read.map(({ revision }) => revision)).toEqual(
        Array.from({ length: 2300 }, (_, index) => `1.${2299 - index}.0`),
      );
      const path = database === "eaforum" ? "/topics/tides" : "/w/tides";
      expect(read[0]).toMatchObject({ title: "Tides", path, added: 10, removed: 0 });
    });

    it("list all contributions, even after many in a row to wiki pages that are gone", async () => {
      await using at = await openForum();
      const user = at.forum.addUser({ database });
      const [open, gone] = [false, true].map((deleted) => at.forum.addTag({ database, deleted })._id);
      const kept: string[] = [];
      for (let count = 0; count < 95; count += 1) {
        at.pass(1000);
        const isGone = (count >= 10 && count < 24) || (count >= 30 && count < 90);
        const version = `1.${count}.0`;
        at.forum.addRevision({ tagId: (isGone ? gone : open) ?? "", userId: user._id, version });
        if (!isGone) kept.unshift(version);
      }
      const source = sourceAt(at.forum, name);
      const read = await readAll((after) =>
        source.readWikiContributions(reference(user._id), { ...member, limit: 4, after }),
      );
      expect(read.map(({ revision }) => revision)).toEqual(kept);
    });

    it("leave out contributions to wiki pages that are gone", async () => {
      await using at = await openForum();
      const user = at.forum.addUser({ database });
      const tags = [false, true].map((deleted) => at.forum.addTag({ database, deleted }));
      for (const tag of tags) at.forum.addRevision({ tagId: tag._id, userId: user._id });
      const source = sourceAt(at.forum, name);
      const page = await source.readWikiContributions(reference(user._id), { ...member, limit: 5 });
      expect(page.records).toHaveLength(1);
      expect(page.next).toBeUndefined();
    });
  });
}

async function readAll<T>(read: (after: string | undefined) => Promise<Page<T>>): Promise<readonly T[]> {
  const records: T[] = [];
  let after: string | undefined;
  do {
    const page = await read(after);
    records.push(...page.records);
    after = page.next;
  } while (after !== undefined);
  return records;
}
