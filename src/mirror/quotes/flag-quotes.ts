import { kindOfWriting, type Writing } from "../../forum/writing.ts";
import type { PostedQuote, QuoteFlag } from "../../store/quotes.ts";
import type { MirrorContext } from "../context.ts";
import { DiscordError } from "../discord-error.ts";
import { removeQuote } from "./remove-quote.ts";
import { textNames } from "./text-names.ts";

/**
 * Adds a note to quotes whose comment or post was edited or deleted since, and removes quotes of an author who opted out. If
 * Discord does not accept that now, it is tried again when the comments or posts are next read.
 */
export async function flagQuotes(context: MirrorContext, writings: readonly Writing[]): Promise<void> {
  const { store, log } = context;
  if (writings.length === 0) return;
  const current = new Map(writings.map((writing) => [writing.reference, writing]));
  for (const quote of await store.quotes.ofWritings([...current.keys()])) {
    const writing = current.get(quote.writing);
    try {
      if (writing !== undefined) await bringUpToDate(context, quote, writing);
    } catch (error) {
      if (!(error instanceof DiscordError)) throw error;
      log.warn({ err: error, of: quote.writing }, "a quote could not be marked as outdated");
    }
  }
}

async function bringUpToDate(context: MirrorContext, quote: PostedQuote, writing: Writing): Promise<void> {
  if (writing.visibility === "withheld") {
    await removeQuote(context, quote);
    return;
  }
  const flag = flagFor(quote, writing);
  if (flag !== undefined && flag !== quote.flag) await tell(context, quote, flag);
  else if (flag === undefined && textNames.isOutdated(quote.textVersion))
    await context.store.quotes.nameText(quote.id, textNames.nameOf(writing));
}

function flagFor(quote: PostedQuote, writing: Writing): QuoteFlag | undefined {
  if (writing.visibility !== "visible") return "deleted";
  return textNames.compare(quote.textVersion, writing) === "changed" ? "edited" : quote.flag;
}

async function tell({ store, publisher }: MirrorContext, quote: PostedQuote, flag: QuoteFlag): Promise<void> {
  const say = publisher.languageIn(quote.guildId).quote;
  const kind = kindOfWriting({ reference: quote.writing });
  const line = flag === "deleted" ? say.deletedSince(kind) : say.editedSince(kind, quote.revision);
  try {
    await publisher.annotateCard(quote.channelId, quote.messageId, `-# ⚠️ ${line}`);
    await store.quotes.markFlagged(quote.id, flag);
  } catch (error) {
    if (!(error instanceof DiscordError)) throw error;
    const isGone = ["message-gone", "channel-gone", "thread-gone"].includes(error.fault.kind);
    if (!isGone) throw error;
    await store.quotes.forget(quote.id);
  }
}
