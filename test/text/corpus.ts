import { existsSync, readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";

const path = new URL("../../../shared/corpus/lesswrong-dev.comments.ndjson.gz", import.meta.url);

/** The real comments are not part of the project; tests that need them are skipped without. */
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
