import type { Block, CodeBlock, Embed, List, ListItem } from "../document.ts";
import { breakPings, joiner } from "../escape.ts";
import { labels } from "../labels.ts";
import { texToUnicode } from "../tex/tex-to-unicode.ts";
import {
  type Context,
  enclosingLine,
  enterFence,
  enterItem,
  enterLine,
  enterLink,
  enterPlain,
  enterQuote,
  enterSpoiler,
  enterStyle,
} from "./context.ts";
import { lowerBlock } from "./lower.ts";
import type { Sheet } from "./sheet.ts";
import { writeCode, writeInlines } from "./write-inlines.ts";
import { writeTable } from "./write-table.ts";

/** Discord shows eleven levels of lists; deeper ones become part of the last level. */
const maxListDepth = 10;

/**
 * Penalties for cuts between blocks: none between two thoughts at the top level, a little more for each level of quotes or lists.
 */
const penalties = {
  blocks: 1,
  afterQuote: 6,
  afterLeadIn: 30,
  beforeHeading: 0,
  afterHeading: 500,
  items: 3,
  line: 10,
};

export function writeBlocks(sheet: Sheet, blocks: readonly Block[], context: Context): void {
  let previous: Block | undefined;
  for (const block of lowerAll(blocks, context)) {
    if (previous !== undefined) separate(sheet, previous, block, context);
    writeBlock(sheet, block, context);
    previous = block;
  }
}

function lowerAll(blocks: readonly Block[], context: Context): readonly Block[] {
  return blocks.flatMap((block) => lowerBlock(block, context));
}

function writeBlock(sheet: Sheet, block: Block, context: Context): void {
  switch (block.kind) {
    case "paragraph":
      writeInlines(sheet, block.content, context);
      return;
    case "heading": {
      const isLine = !context.isPlain && context.listDepth === 0 && !context.isInSpoiler && block.level <= 3;
      const inner = isLine
        ? enterLine(context, `${"#".repeat(block.level)} `)
        : enterStyle(context, "strong");
      writeInlines(sheet, block.content, inner);
      // Discord drops number signs at the end of a heading.
      if (isLine && sheet.endsWith("#")) sheet.raw(joiner);
      return;
    }
    case "code-block":
      writeCodeBlock(sheet, block, context);
      return;
    case "quote":
      writeBlocks(sheet, block.blocks, enterQuote(context));
      return;
    case "spoiler-block":
      writeBlocks(sheet, block.blocks, context.isInSpoiler ? context : enterBlockSpoiler(context));
      return;
    case "list":
      writeList(sheet, block, context);
      return;
    case "table":
      writeTable(sheet, block, context);
      return;
    case "display-formula": {
      const shown = texToUnicode(block.tex);
      if (shown !== undefined) {
        sheet.words(shown, context);
        return;
      }
      writeCodeBlock(sheet, { kind: "code-block", language: "tex", text: block.tex }, context);
      return;
    }
    case "embed":
      writeEmbed(sheet, block, context);
      return;
    case "rule":
      sheet.atom("───────────", context);
      return;
  }
}

/** Writes an embed as a named link. Where Discord's preview is useful, it may show, but never from a spoiler. */
function writeEmbed(sheet: Sheet, embed: Embed, context: Context): void {
  sheet.words(labels.embed, context);
  const hasPreview = embed.hasPreview && !context.isInSpoiler;
  if (embed.url === undefined) sheet.words(embed.name, context);
  else writeInlines(sheet, [{ kind: "text", text: embed.name }], enterLink(context, embed.url, hasPreview));
}

/** Enters a spoiler. Where every line stands alone, each line gets its own. */
function enterBlockSpoiler(context: Context): Context {
  return enclosingLine(context) !== undefined ? enterStyle(context, "spoiler") : enterSpoiler(context);
}

function writeCodeBlock(sheet: Sheet, block: CodeBlock, context: Context): void {
  if (context.isPlain) {
    const lines = block.text.split("\n").filter((line) => line.trim() !== "");
    lines.forEach((line, index) => {
      if (index > 0) sheet.newLine(context, penalties.line);
      writeCode(sheet, line, context);
    });
    return;
  }
  const fence = enterFence(context, block.language);
  let text = sheet.breakLinks(breakPings(block.text)).replace(/``(?=`)/g, `\`\`${joiner}`);
  if (context.isInSpoiler) text = text.replace(/\|(?=\|)/g, `|${joiner}`);
  sheet.code(text.replaceAll("\n", `\n${context.prefix}`), fence);
  sheet.moveTo(context);
}

function writeList(sheet: Sheet, list: List, context: Context): void {
  if (context.isPlain || context.listDepth >= maxListDepth) {
    writePlainList(sheet, list, context);
    return;
  }
  let previous: ListItem | undefined;
  for (const item of list.items) {
    if (previous !== undefined) {
      // Discord counts on from the first number, so another number needs another list.
      const isNext = !list.isOrdered || item.number === previous.number + 1;
      const gap = isNext
        ? ""
        : context.listDepth > 0
          ? `\n${context.prefix}${joiner}`
          : `\n${context.prefix}`;
      sheet.separate(`${gap}\n${context.prefix}`, context, penalties.items + 2 * context.listDepth);
    }
    writeBlocks(sheet, item.blocks, enterItem(context, list.isOrdered ? `${item.number}. ` : "- "));
    previous = item;
  }
}

/** Writes bullets as text, where Discord has no lists. */
function writePlainList(sheet: Sheet, list: List, context: Context): void {
  list.items.forEach((item, index) => {
    if (index > 0) sheet.newLine(context, penalties.items + 4);
    sheet.atom(list.isOrdered ? plainMark(item) : "• ", context);
    writeBlocks(sheet, item.blocks, enterPlain(context));
  });
}

/** Escapes the mark of an item: a number at the start of a line would begin a list in Discord. */
function plainMark({ mark, number }: ListItem): string {
  return mark === undefined ? `${number}\\. ` : `${mark}. `;
}

function separate(sheet: Sheet, previous: Block, next: Block, context: Context): void {
  const penalty = penaltyBetween(previous, next) + 3 * context.depth;
  if (enclosingLine(context) !== undefined) {
    sheet.newLine(context, penalty);
    return;
  }
  const line = `\n${context.prefix}`;
  sheet.separate(separator(previous, next, context, line), context, penalty);
}

function separator(previous: Block, next: Block, context: Context, line: string): string {
  const wouldMerge = previous.kind === next.kind && (next.kind === "list" || next.kind === "quote");
  // A blank line would end the list around the blocks.
  if (context.listDepth > 0) return wouldMerge ? `${line}${joiner}${line}` : line;
  if (previous.kind === "heading" || previous.kind === "code-block" || next.kind === "code-block")
    return line;
  if (previous.kind === "display-formula" && next.kind === "paragraph") return line;
  if (previous.kind === "quote" && next.kind === "paragraph") return line;
  if (previous.kind === "paragraph" && (next.kind === "list" || next.kind === "spoiler-block")) return line;
  return line + line;
}

function penaltyBetween(previous: Block, next: Block): number {
  if (previous.kind === "heading") return penalties.afterHeading;
  if (next.kind === "heading") return penalties.beforeHeading;
  if (previous.kind === "quote" && next.kind === "paragraph") return penalties.afterQuote;
  if (previous.kind === "paragraph" && next.kind !== "paragraph" && next.kind !== "quote")
    return penalties.afterLeadIn;
  return penalties.blocks;
}
