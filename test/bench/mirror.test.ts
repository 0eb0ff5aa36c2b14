import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { readSample } from "loopback-forum/sample.ts";
import { expect, it } from "vitest";
import { runBenchmark } from "./run-benchmark.ts";

it("measures the complete mirroring of a forum", async () => {
  const { lesswrong } = (await readSample()).content;
  const post = lesswrong?.posts.find(({ shortform }) => !shortform);
  if (lesswrong === undefined || post === undefined) throw new Error("the sample has no post");
  const folder = mkdtempSync(join(tmpdir(), "commonplace-corpus-"));
  const write = (kind: string, records: readonly object[]) =>
    writeFileSync(
      join(folder, `lesswrong-dev.${kind}.ndjson.gz`),
      gzipSync(records.map((record) => `${JSON.stringify(record)}\n`).join("")),
    );
  write("posts", [{ ...post, tags: [] }]);
  write("comments", lesswrong.comments.filter(({ postId }) => postId === post._id).slice(0, 1));
  write(
    "users",
    lesswrong.users.map(({ bio, ...user }) => ({ ...user, biography: { markdown: bio } })),
  );
  for (const kind of ["sequences", "tags", "revisions"]) write(kind, []);

  const stdout = await runBenchmark("mirror", { PLAYGROUND_CORPUS: folder });
  rmSync(folder, { recursive: true });
  expect(stdout).toContain("whole site: 1 posts, 1 comments, 1 messages");
  expect(stdout.match(/0 violations, 0 pings, 0 × 429/g)).toHaveLength(2);
});
