import type { Writing } from "../forum/writing.ts";
import type { Language } from "../language/english.ts";
import { UserError } from "../language/user-error.ts";
import { escapeText } from "../text/escape.ts";
import type { Part } from "../text/part.ts";
import { maxPartLength } from "../text/render-parts.ts";
import { saysSomething } from "../text/says-something.ts";
import { answeredWords } from "./answered-words.ts";

/** Leaves room in one message for the lines that open and close it, however long their names are. */
export const maxReplyLength = 1500;
const openingMark = "-# ↩ ";
const closingMark = "-# ";
const continuable = /^(?:> |\s+\S|\s*(?:[-*]|\d+\.) )/;

/**
 * Renders a member's reply: the comment or post it answers, their words as written, and the name of their account, because the name
 * above the message can be anything.
 * @throws {UserError} if it is empty or too long
 */
export function renderReply(
  writing: Writing,
  jumpLink: string,
  { text, userName }: { readonly text: string; readonly userName: string },
  language: Language,
): Part {
  const opening = openingMark + answeredWords(writing, jumpLink, language);
  return assemble(opening, text, closingMark + language.reply.writtenBy(escapeText(userName)));
}

/** Replaces the words of a reply. */
export function replaceText(content: string, text: string): Part {
  const { opening, closing } = takeApart(content);
  return assemble(opening, text, closing);
}

/** Replaces the line that says what a reply answers. */
export function replaceOpening(content: string, answered: string): Part {
  const { text, closing } = takeApart(content);
  return assemble(openingMark + answered, text, closing);
}

/** Returns the words of a reply, for editing. */
export function replyText(content: string): string {
  return takeApart(content).text.trim();
}

function assemble(opening: string, text: string, closing: string): Part {
  const words = enclosed(text);
  if (!saysSomething(text)) throw new UserError((say) => say.reply.empty);
  const content = [opening, words, closing].filter(Boolean).join("\n");
  if (content.length > maxPartLength) throw new UserError((say) => say.reply.tooLong(maxReplyLength));
  return { content, images: [] };
}

function takeApart(content: string): {
  readonly opening: string;
  readonly text: string;
  readonly closing: string;
} {
  const lines = content.split("\n");
  const opening = lines[0]?.startsWith(openingMark) ? (lines.shift() ?? "") : "";
  const closing = lines.at(-1)?.startsWith(closingMark) ? (lines.pop() ?? "") : "";
  return { opening, text: lines.join("\n"), closing };
}

/** Closes blocks left open, which would otherwise swallow the line that says who wrote it. */
function enclosed(text: string): string {
  const lines = text.replace(/\r\n?/g, "\n").trim().split("\n");
  let isInCode = false;
  let isInQuote = false;
  const closed = lines.map((line) => {
    const isQuoteStart = !isInCode && !isInQuote && /^\s*>>> /.test(line);
    const shown = isQuoteStart ? line.replace(">>> ", "> ") : isInQuote ? `> ${line}` : line;
    isInQuote ||= isQuoteStart;
    if ((line.match(/```/g)?.length ?? 0) % 2 === 1) isInCode = !isInCode;
    return shown;
  });
  const words = closed.join("\n");
  if (isInCode) return `${words}\n${isInQuote ? "> " : ""}\`\`\``;
  // A line right after a quote or a list could be read as part of it.
  return continuable.test(closed.at(-1) ?? "") ? `${words}\n` : words;
}
