import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { moveArchive } from "../../src/archive/move-archive.ts";
import { type Archive, openArchive } from "../../src/archive/open-archive.ts";
import type { ProfilePage } from "../../src/archive/profile-page.ts";
import type { Profile } from "../../src/forum/profile.ts";
import { authorOf, bodyOf, commentOf } from "../mirror/comment.ts";
import { postOf } from "../mirror/post.ts";
import { hasPostgres, needsPostgres, PostgresDatabase } from "../postgres/database.ts";

const post = postOf("a", { opening: bodyOf("<p>It begins.</p>") });

const page: ProfilePage = {
  reference: "a page",
  sequences: [],
  wikiContributions: [],
  comments: ["lesswrong:comment:a"],
  next: undefined,
};

describe.skipIf(!hasPostgres)(`moving the archive between SQLite and Postgres ${needsPostgres}`, () => {
  let folder: string;
  let database: PostgresDatabase;
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), "commonplace-archive-"));
    database = await PostgresDatabase.create({ isEmpty: true });
  });
  afterEach(async () => {
    await database.drop();
    rmSync(folder, { recursive: true });
  });

  async function opened<T>(url: string, use: (archive: Archive) => Promise<T>): Promise<T> {
    const onError = (error: unknown) => {
      throw error;
    };
    const archive = await openArchive(url, { onError, onFault: (_fault, error) => onError(error) });
    try {
      return await use(archive);
    } finally {
      await archive.close();
    }
  }

  async function everything(
    { comments, posts, users, profiles, profilePages, posted, records }: Archive,
    id: string,
  ) {
    return {
      comment: await comments.get("lesswrong:comment:a"),
      earlier: await comments.earlierTexts("lesswrong:comment:a"),
      post: await posts.get("lesswrong:post:a"),
      user: await users.get("lesswrong:user:ada"),
      profile: await profiles.get("lesswrong:user:ada"),
      page: await profilePages.get("a page"),
      posted: await posted.get("1 lesswrong:comment:a"),
      remembered: await records.recall(id),
      comments: (await Array.fromAsync(comments.batches(100))).flat().length,
    };
  }

  it("brings records of every kind there and back", async () => {
    const [first, back] = ["first", "back"].map((name) => `sqlite:${folder}/${name}.cache.db`) as [
      string,
      string,
    ];
    const author = authorOf("ada", "Ada");
    const [id, before] = await opened(first, async (archive) => {
      await archive.comments.put(Array.from({ length: 1200 }, (_, index) => commentOf(`n${index}`)));
      await archive.comments.put([commentOf("a", { html: "<p>𝒳 first</p>" })]);
      await archive.comments.put([commentOf("a", { html: "<p>𝒳 then</p>" })]);
      await archive.posts.put([post]);
      await archive.users.put([author]);
      const profile = { reference: author.reference, author, counts: {} } as unknown as Profile;
      await archive.profiles.put([profile]);
      await archive.profilePages.put([page]);
      await archive.posted.put([{ reference: "1 lesswrong:comment:a", contents: ["𝒳"] }]);
      const remembered = await archive.records.remember("“words”");
      return [remembered, await everything(archive, remembered)] as const;
    });
    expect(Object.values(before)).not.toContain(undefined);
    const counts: number[] = [];
    const moved = await moveArchive(first, database.url, (records) => counts.push(records));
    expect(counts.at(-1)).toBe(moved);
    expect(await opened(database.url, (archive) => everything(archive, id))).toEqual(before);
    expect(
      await database.query("select count(*)::int as count from archive where expires_at_ms is not null"),
    ).toEqual([{ count: 1 }]);
    expect(await moveArchive(database.url, back, () => undefined)).toBe(moved);
    expect(await opened(back, (archive) => everything(archive, id))).toEqual(before);
  });

  it("gives the other archive a new identity, so an index that knew it before is rebuilt", async () => {
    const first = `sqlite:${folder}/first.cache.db`;
    await opened(first, (archive) => archive.comments.put([commentOf("a")]));
    await opened(database.url, (archive) => archive.comments.put([commentOf("b")]));
    await database.query("insert into archive values ('records', 'archive-id', '{\"value\":\"old\"}')");
    await moveArchive(first, database.url, () => undefined);
    expect(await database.query("select key from archive where namespace = 'records'")).toEqual([]);
    expect(await database.query("select key from archive where namespace = 'comments'")).toHaveLength(2);
  });

  it("fails if the other archive cannot be used", async () => {
    const first = `sqlite:${folder}/first.cache.db`;
    await opened(first, (archive) => archive.comments.put([commentOf("a")]));
    const nowhere = database.url.replace(database.name, "nowhere");
    await expect(moveArchive(first, nowhere, () => undefined)).rejects.toThrow('"nowhere" does not exist');
  });
});
