import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { gunzipSync } from "node:zlib";

/** Folder of real comments, posts and users, if it exists. */
export const corpusFolder = fileURLToPath(new URL("../../../shared/corpus", import.meta.url));

const path = join(corpusFolder, "lesswrong-dev.comments.ndjson.gz");

/** Real comments are not part of the project; without them, tests that need them are skipped. */
export const hasCorpus = existsSync(path);

export interface CorpusComment {
  readonly id: string;
  readonly html: string;
  readonly markdown: string;
}

export function readCorpus(): readonly CorpusComment[] {
  const lines = gunzipSync(readFileSync(path)).toString("utf8").trim().split("\n");
  return lines.map((line) => {
    const record = JSON.parse(line) as { _id: string; contents: { html?: string; markdown?: string } | null };
    return { id: record._id, html: record.contents?.html ?? "", markdown: record.contents?.markdown ?? "" };
  });
}
