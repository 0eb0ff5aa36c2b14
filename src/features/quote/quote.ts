import type { FoundWriting } from "../../finding/find-comment.ts";
import { type Site, siteLink } from "../../forum/site.ts";
import { editedSince, kindOfWriting } from "../../forum/writing.ts";
import type { Language } from "../../language/english.ts";
import { UserError } from "../../language/user-error.ts";
import { describeWriting, type WritingDescription } from "../../rendering/describe-writing.ts";
import { documentOf } from "../../rendering/document-of.ts";
import { titleOf } from "../../rendering/names.ts";
import type { Document } from "../../text/document.ts";
import { escapeText } from "../../text/escape.ts";
import { cutAtWord } from "../../text/excerpt.ts";
import { maskedLink } from "../../text/masked-link.ts";
import { paragraphs } from "../../text/paragraphs.ts";
import type { Part } from "../../text/part.ts";
import { findPassage } from "../../text/passage.ts";
import { renderParts } from "../../text/render-parts.ts";
import { leavesOf } from "../../text/slice.ts";
import { toSuperscript } from "../../text/tex/scripts.ts";

/** The most messages for a quote; more would repost the comment. */
const maxParts = 3;
const titleLength = 100;
const linkLength = 500;

/** Words of a comment or post, ready to be shown with their source. */
export interface Quote extends Pick<WritingDescription, "author" | "url" | "details"> {
  readonly site: Site;
  readonly parts: readonly Part[];
  /** The post, as Discord Markdown; empty if it is not known. */
  readonly on: string;
  /** Says which version was quoted; may be empty. */
  readonly version: string;
  /** Address of the mirrored writing in the server that reads the quote. */
  readonly jumpLink: string | undefined;
}

/** The requested words, or the closest ones. A later request finds those again exactly. */
export type FoundWords =
  | { readonly kind: "exact"; readonly document: Document }
  | { readonly kind: "closest"; readonly document: Document; readonly words: string };

/** Looks for words in a text and its footnotes; `undefined` if nothing comes close. */
export function findWords(document: Document, words: string): FoundWords | undefined {
  const texts = [document, ...document.notes.map(({ blocks }) => ({ blocks, notes: [] }))];
  const wanted = [...new Set([words, plainWords(words), plainWords(withoutMarks(words, document.notes))])];
  const found = texts.flatMap((text) => wanted.flatMap((each) => findPassage(text, each) ?? []));
  const exact = found.find(({ isExact }) => isExact);
  if (exact !== undefined) return { kind: "exact", document: exact.document };
  const [closest] = found;
  return closest && { kind: "closest", document: closest.document, words: wordsOf(closest.document) };
}

/** Picks paragraphs by number, in the order of the text. A sign marks each gap between them. */
export function chooseParagraphs(document: Document, indexes: readonly number[]): Document {
  const all = paragraphs(document);
  const chosen = [...new Set(indexes)].sort((a, b) => a - b).filter((index) => index in all);
  const blocks = chosen.flatMap((index, place) => {
    const before = chosen[place - 1];
    const isGap = before !== undefined && index > before + 1;
    return [...(isGap ? [omission] : []), ...(all[index]?.document.blocks ?? [])];
  });
  const called = new Set(chosen.flatMap((index) => all[index]?.document.notes ?? []));
  return { blocks, notes: document.notes.filter((note) => called.has(note)) };
}

const omission = { kind: "paragraph", content: [{ kind: "text", text: "[…]" }] } as const;

/**
 * Writes words of a comment or post as a block quote, and describes their source.
 * @param jumpLink link to the mirrored comment in the server that reads the quote
 * @throws {UserError} if it would take more than three messages, or there are no words
 */
export function renderQuote(
  found: FoundWriting,
  words: Document,
  jumpLink: string | undefined,
  language: Language,
): Quote {
  if (words.blocks.length === 0) throw new UserError((say) => say.quote.nothing);
  const { author, url, details } = describeWriting(found, { jumpLink, readAtMs: undefined }, language);
  const parts = renderParts(blockQuote(words));
  if (parts.length > maxParts) throw new UserError((say) => say.quote.tooLong(parts.length, maxParts));
  return {
    site: found.source.site,
    author,
    url,
    details,
    parts,
    on: postLine(found, language),
    version: editedLine(found, language),
    jumpLink,
  };
}

/** Returns whether there is nothing to choose: one paragraph, short enough for a quote. */
export function isQuotedWhole(found: FoundWriting): boolean {
  const document = documentOf(found);
  return paragraphs(document).length === 1 && renderParts(blockQuote(document)).length < maxParts;
}

export function blockQuote({ blocks, notes }: Document): Document {
  return { blocks: [{ kind: "quote", blocks }], notes };
}

function postLine({ writing, post, source: { site } }: FoundWriting, language: Language): string {
  if (post === undefined) return "";
  const title = linkIfShort(cutAtWord(titleOf(post, language), titleLength), siteLink(site, post.path));
  if (kindOfWriting(writing) === "post") return title;
  return `${language.mirror.on} ${title}`;
}

/** Links words, unless the address would take the room of several lines. */
export function linkIfShort(words: string, url: string | undefined): string {
  return url === undefined || url.length > linkLength ? escapeText(words) : maskedLink(words, url);
}

/** Says which version was quoted, for readers who compare the quote with the site. */
function editedLine({ writing, isSuperseded = false }: FoundWriting, language: Language): string {
  const { revision } = writing;
  if (isSuperseded) return language.quote.superseded(revision);
  return editedSince(writing) !== undefined && revision !== "" ? language.quote.revision(revision) : "";
}

/** Removes what surrounds words that were copied from Markdown or from a mirrored message. */
function plainWords(words: string): string {
  return words
    .replace(/^\s*(?:>+|-#|#{1,6}|[-*+]|\d+\.)\s+/gm, "")
    .replace(/\[([^\]]+)\]\(<?[^)\s]+>?\)/g, "$1")
    .replace(/[\^_]\(([^()]*)\)/g, "$1")
    .replace(/\\([^A-Za-z0-9\s])/g, "$1")
    .replace(/\*\*|__|~~|\|\||[*`]|(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])/g, "");
}

/** Removes the marks of footnotes as a mirrored message shows them; other superscripts belong to the words. */
function withoutMarks(words: string, notes: Document["notes"]): string {
  const marks = new Set(notes.map(({ label }) => toSuperscript(label)));
  return words.replace(/(?<=\S)[⁰¹²³⁴⁵⁶⁷⁸⁹]+/g, (found) => (marks.has(found) ? "" : found));
}

function wordsOf(document: Document): string {
  return leavesOf(document)
    .map((leaf) => (leaf.startsLine ? `\n${leaf.text}` : leaf.text))
    .join("")
    .trim();
}
