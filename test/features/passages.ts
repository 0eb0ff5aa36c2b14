import { forummagnum } from "../../src/text/dialects/forummagnum/forummagnum.ts";
import type { Block, Document, Inline } from "../../src/text/document.ts";
import { readHtml } from "../../src/text/read-html.ts";
import { visibleText } from "../../src/text/visible-text.ts";

/** Some consecutive words of a comment. */
export interface Passage {
  readonly id: string;
  readonly document: Document;
  readonly words: readonly string[];
  /** The same words with one changed, left out, added or misspelt, or two written as one. */
  readonly altered: readonly string[];
}

export interface PassageSource {
  readonly id: string;
  readonly html: string;
  readonly markdown: string;
}

/** Picks the same passages in every run. Skips indivisible content (formulas, pictures), because half of it is not a passage. */
export function pickPassages(comments: readonly PassageSource[], count: number): readonly Passage[] {
  const random = randomly(20261124);
  const long = comments.filter(({ html }) => html.length > 200);
  const passages: Passage[] = [];
  while (long.length > 0 && passages.length < count) {
    const comment = long[Math.floor(random() * long.length)];
    if (comment === undefined) continue;
    const document = readHtml(comment.html, { dialect: forummagnum, markdown: comment.markdown });
    const all = wordsOf(visibleText({ blocks: document.blocks, notes: [] }));
    if (all.length < 8 || !document.blocks.every(isDivisible)) continue;
    const length = 6 + Math.floor(random() * Math.min(60, all.length - 7));
    const start = Math.floor(random() * (all.length - length));
    const words = all.slice(start, start + length);
    const altered = [...words];
    alterations[passages.length % alterations.length]?.(altered, Math.floor(random() * (words.length - 1)));
    passages.push({ id: comment.id, document, words, altered });
  }
  return passages;
}

const alterations: readonly ((words: string[], at: number) => void)[] = [
  (words, at) => words.splice(at, 1, "zebra"),
  (words, at) => words.splice(Math.min(Math.max(1, at), words.length - 2), 1),
  (words, at) => words.splice(at, 0, "never"),
  (words, at) => words.splice(at, 1, `${words[at] ?? ""}x`),
  (words, at) => words.splice(at, 2, (words[at] ?? "") + (words[at + 1] ?? "")),
];

export function wordsOf(text: string): readonly string[] {
  return text.split(/\s+/).filter((word) => word !== "");
}

/** Keeps only letters and digits. */
export function bare(text: string): string {
  return text.replace(/[^\p{L}\p{N}]/gu, "");
}

/** Returns whether only the words are shown: no item numbers, marks or folded titles. */
export function isPlain({ blocks }: Document): boolean {
  const isText = (item: Inline): boolean =>
    item.kind === "text" || item.kind === "break" || (item.kind === "styled" && item.content.every(isText));
  return blocks.every((block) => block.kind === "paragraph" && block.content.every(isText));
}

function isDivisible(block: Block): boolean {
  return !/"kind":"(?:formula|display-formula|image|figure|embed|table)"|script"/.test(JSON.stringify(block));
}

/** Returns the same numbers in every run. */
function randomly(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}
