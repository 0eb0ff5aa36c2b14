import { existsSync } from "node:fs";
import type { ForumContent } from "loopback-forum/content.ts";
import { readCorpus } from "loopback-forum/corpus.ts";
import { readSample } from "loopback-forum/sample.ts";

/** The material for generated comments. */
export interface Material {
  readonly name: string;
  /** HTML of one paragraph each. */
  readonly paragraphs: readonly string[];
  /** Number of paragraphs of each comment. */
  readonly lengths: readonly number[];
  readonly scores: readonly number[];
}

/** Reads the real comments of a corpus, if there is one, otherwise the playground's sample. */
export async function readMaterial(corpus: string): Promise<Material> {
  const isThere = existsSync(corpus);
  const content: ForumContent = isThere ? await readCorpus(corpus) : (await readSample()).content;
  const paragraphs: string[] = [];
  const lengths: number[] = [];
  const scores: number[] = [];
  for (const { comments } of Object.values(content)) {
    for (const { contents, baseScore } of comments) {
      const own = contents?.html?.match(/<p\b[^>]*>.*?<\/p>/gs) ?? [];
      if (own.length === 0) continue;
      paragraphs.push(...own);
      lengths.push(own.length);
      scores.push(baseScore ?? 0);
    }
  }
  return { name: isThere ? "real comments" : "sample comments", paragraphs, lengths, scores };
}
