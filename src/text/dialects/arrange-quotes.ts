import type { Block, Inline, Paragraph } from "../document.ts";

/** Deeper quotes look like the third level. */
const deepest = 3;
/** Signs before words, as people type them: `> words`, `>words` and `>> words`, but neither `>50%` nor `>_<`. */
const signs = /^(?:> ?)+(?:(?<= )|(?=[\p{L}"'“‘«„([])|$)/u;

interface Quoted {
  readonly depth: number;
  readonly paragraph: Paragraph;
}

/** Turns paragraphs that begin with `>` into quotes. Paragraphs that follow one another are one quote. */
export function arrangeQuotes(blocks: readonly Block[]): readonly Block[] {
  const arranged: Block[] = [];
  let quote: Quoted[] = [];
  const end = () => {
    arranged.push(...nest(quote, 1));
    quote = [];
  };
  for (const block of blocks) {
    const quoted = block.kind === "paragraph" ? quotedIn(block) : undefined;
    if (quoted === undefined) {
      end();
      arranged.push(block);
    } else quote.push(quoted);
  }
  end();
  return arranged;
}

/** Returns whether words begin with the sign, and it means a quote. */
export function isQuoted(content: readonly Inline[]): boolean {
  return quotedIn({ kind: "paragraph", content }) !== undefined;
}

/** Puts paragraphs of this depth and deeper into one quote, the deeper ones into quotes of their own. */
function nest(quote: readonly Quoted[], depth: number): readonly Block[] {
  if (quote.length === 0) return [];
  const blocks: Block[] = [];
  let deeper: Quoted[] = [];
  for (const quoted of quote) {
    if (quoted.depth > depth) {
      deeper.push(quoted);
      continue;
    }
    blocks.push(...nest(deeper, depth + 1), quoted.paragraph);
    deeper = [];
  }
  return [{ kind: "quote", blocks: [...blocks, ...nest(deeper, depth + 1)] }];
}

/** `undefined` if a paragraph does not begin with the sign, or has nothing else. */
function quotedIn(paragraph: Paragraph): Quoted | undefined {
  const found = withoutSigns(paragraph.content);
  if (found === undefined || found.content.length === 0) return undefined;
  return {
    depth: Math.min(deepest, found.signs.replaceAll(" ", "").length),
    paragraph: { kind: "paragraph", content: found.content },
  };
}

interface Found {
  readonly signs: string;
  /** The words after the signs. */
  readonly content: readonly Inline[];
}

/** Looks for the signs at the beginning, also inside emphasis. */
function withoutSigns(content: readonly Inline[]): Found | undefined {
  const [first, ...others] = content;
  if (first?.kind === "text") {
    const [found] = signs.exec(first.text) ?? [];
    if (found === undefined) return undefined;
    const text = first.text.slice(found.length).trimStart();
    return { signs: found, content: text === "" ? others : [{ kind: "text", text }, ...others] };
  }
  if (first?.kind !== "styled") return undefined;
  const inner = withoutSigns(first.content);
  if (inner === undefined) return undefined;
  const styled = inner.content.length === 0 ? [] : [{ ...first, content: inner.content }];
  return { signs: inner.signs, content: [...styled, ...others] };
}
