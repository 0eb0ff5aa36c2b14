import type { Block, Inline, Link, Styled, Text } from "../document.ts";
import { mailAddress } from "../masked-link.ts";
import { hostName } from "../web-address.ts";
import { linkFigure } from "./link-figure.ts";

/** The emphasis or link around inlines. */
export type Wrap = Omit<Styled, "content"> | Omit<Link, "content">;

interface Frame {
  readonly items: Inline[];
  readonly wrap: Wrap | undefined;
}

const whiteSpace = /[ \t\n\r\f\u00a0]+/g;

/**
 * Collects inlines into paragraphs, and paragraphs into blocks, during a walk through an HTML tree. Folds white space on the way: a
 * space is held back until something follows, and then goes outside the emphasis it was in, where Discord wants it.
 */
export class Flow {
  readonly blocks: Block[] = [];
  #frames: Frame[];
  /** Depth of the frame to which the held-back white space belongs; -1 if there is none. */
  #spaceDepth = -1;
  #isEmpty = true;

  /** @param around the emphasis and link around everything */
  constructor(around: readonly Wrap[] = []) {
    this.#frames = [{ items: [], wrap: undefined }, ...around.map((wrap) => ({ items: [], wrap }))];
  }

  text(raw: string): void {
    const text = whiteSpace.test(raw) ? raw.replace(whiteSpace, " ") : raw;
    whiteSpace.lastIndex = 0;
    const startsWithSpace = text.startsWith(" ");
    if (startsWithSpace) this.#holdSpace();
    const endsWithSpace = text.length > 1 && text.endsWith(" ");
    const words = text.slice(startsWithSpace ? 1 : 0, endsWithSpace ? -1 : undefined);
    if (words !== "") {
      this.#releaseSpace();
      appendText(this.#top().items, words);
      this.#isEmpty = false;
    }
    if (endsWithSpace) this.#holdSpace();
  }

  inline(item: Inline): void {
    if (item.kind === "break") this.#spaceDepth = -1;
    else this.#releaseSpace();
    if (item.kind === "break" && this.#isEmpty) return;
    this.#top().items.push(item);
    this.#isEmpty = false;
    if (item.kind === "break") this.#isEmpty = false;
  }

  /** Puts everything that `walk` adds inside the emphasis or link. */
  inside(wrap: Wrap, walk: () => void): void {
    this.#frames.push({ items: [], wrap });
    walk();
    this.#close();
  }

  #close(): void {
    const frame = this.#frames.length > 1 ? this.#frames.pop() : undefined;
    this.#spaceDepth = Math.min(this.#spaceDepth, this.#frames.length - 1);
    if (frame?.wrap !== undefined && frame.items.length > 0)
      this.#top().items.push({ ...frame.wrap, content: frame.items });
  }

  /** Ends the paragraph. Its emphasis continues in the next one. */
  flush(): void {
    const content = this.takeInlines();
    if (content.length > 0) this.blocks.push({ kind: "paragraph", content });
  }

  /** Adds a block. If it cannot hold the link around it, it still leads there; in a spoiler it stays hidden. */
  block(block: Block): void {
    this.flush();
    const wraps = this.#frames.flatMap(({ wrap }) => wrap ?? []);
    const link = wraps.find((wrap) => wrap.kind === "link");
    const blocks = link === undefined ? [block] : linked(block, link);
    const isHidden = wraps.some((wrap) => wrap.kind === "styled" && wrap.style === "spoiler");
    if (isHidden) this.blocks.push({ kind: "spoiler-block", blocks });
    else this.blocks.push(...blocks);
  }

  /** Takes the inlines since the last paragraph, for content that is not a paragraph. */
  takeInlines(): readonly Inline[] {
    const open = this.#frames.slice(1);
    while (this.#frames.length > 1) this.#close();
    const content = trimBreaks(this.#top().items);
    this.#frames = [{ items: [], wrap: undefined }, ...open.map(({ wrap }) => ({ items: [], wrap }))];
    this.#spaceDepth = -1;
    this.#isEmpty = true;
    return content;
  }

  finish(): readonly Block[] {
    this.flush();
    return this.blocks;
  }

  #top(): Frame {
    return this.#frames[this.#frames.length - 1] as Frame;
  }

  /** Holds back a space: before content that is still to come, it belongs outside the emphasis that begins. */
  #holdSpace(): void {
    if (this.#spaceDepth >= 0 || this.#isEmpty) return;
    let depth = this.#frames.length - 1;
    while (depth > 0 && this.#frames[depth]?.items.length === 0) depth--;
    this.#spaceDepth = depth;
  }

  #releaseSpace(): void {
    const depth = this.#spaceDepth;
    if (depth < 0) return;
    this.#spaceDepth = -1;
    const frame = this.#frames[depth];
    if (frame === undefined || endsWithBreak(frame.items)) return;
    appendText(frame.items, " ");
  }
}

function linked(block: Block, { url }: Omit<Link, "content">): readonly Block[] {
  if (block.kind === "figure") return [linkFigure(block, url)];
  if (block.kind !== "code-block" && block.kind !== "display-formula") return [block];
  const words = { kind: "text", text: hostName(url) || mailAddress(url) } as const;
  return [block, { kind: "paragraph", content: [{ kind: "link", url, content: [words] }] }];
}

function appendText(items: Inline[], text: string): void {
  const last = items.at(-1);
  if (last?.kind === "text")
    items[items.length - 1] = { kind: "text", text: last.text + text } satisfies Text;
  else items.push({ kind: "text", text });
}

function endsWithBreak(items: readonly Inline[]): boolean {
  return items.at(-1)?.kind === "break";
}

/** Removes breaks at the end, even inside emphasis. */
function trimBreaks(items: readonly Inline[]): readonly Inline[] {
  let end = items.length;
  while (end > 0) {
    const last = items[end - 1];
    const content = last?.kind === "styled" || last?.kind === "link" ? trimBreaks(last.content) : undefined;
    const isGone = last?.kind === "break" || content?.length === 0;
    if (!isGone) {
      const isTrimmed =
        content !== undefined &&
        (last?.kind === "styled" || last?.kind === "link") &&
        content !== last.content;
      if (isTrimmed) return [...items.slice(0, end - 1), { ...last, content }];
      break;
    }
    end--;
  }
  return end === items.length ? items : items.slice(0, end);
}
