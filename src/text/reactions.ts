import type { Reaction } from "../forum/comment.ts";
import { escapeText } from "./escape.ts";
import { cutAtWord } from "./excerpt.ts";

const maxShown = 6;
const maxQuoteLength = 40;

/**
 * Summarises reactions in one line of Discord Markdown (`-# agree 3 · thanks 1 (“first words…”)`), most frequent first; `undefined`
 * if there are none. If a comment contains a spoiler, the caller should leave the words out, because a quote does not know what hid
 * it.
 */
export function summariseReactions(reactions: readonly Reaction[]): string | undefined {
  const shown = reactions.filter(({ count }) => count > 0).sort((one, other) => other.count - one.count);
  if (shown.length === 0) return undefined;
  const entries = shown.slice(0, maxShown).map(({ name, count, quotes }) => {
    const [quote] = quotes;
    const words = quote === undefined ? "" : ` (“${escapeText(cutAtWord(quote, maxQuoteLength))}”)`;
    return `${escapeText(name)} ${count}${words}`;
  });
  const rest = shown.length - maxShown;
  return `-# ${entries.join(" · ")}${rest > 0 ? ` · ${rest} more` : ""}`;
}
