import { DiscordError } from "../../errors.ts";
import type { Comment } from "../../forum/comment.ts";
import type { PostedQuote, QuoteFlag } from "../../store/quotes.ts";
import type { MirrorContext } from "../context.ts";
import { textVersion } from "./quote.ts";
import { removeQuote } from "./remove-quote.ts";

/**
 * Tells the readers of quotes when their comments were edited or deleted since, and removes those of an author who opted out. What Discord does not take now is tried again when the
 * comments are next read.
 */
export async function flagQuotes(context: MirrorContext, comments: readonly Comment[]): Promise<void> {
  const { store, log } = context;
  if (comments.length === 0) return;
  const current = new Map(comments.map((comment) => [comment.reference, comment]));
  for (const quote of await store.quotes.ofComments([...current.keys()])) {
    const comment = current.get(quote.comment);
    try {
      if (comment !== undefined) await bringUpToDate(context, quote, comment);
    } catch (error) {
      if (!(error instanceof DiscordError)) throw error;
      log.warn({ err: error, comment: quote.comment }, "a quote could not be marked as outdated");
    }
  }
}

async function bringUpToDate(context: MirrorContext, quote: PostedQuote, comment: Comment): Promise<void> {
  if (comment.visibility === "withheld") {
    await removeQuote(context, quote);
    return;
  }
  const flag = flagFor(quote, comment);
  if (flag !== undefined && flag !== quote.flag) await tell(context, quote, flag);
}

function flagFor(quote: PostedQuote, comment: Comment): QuoteFlag | undefined {
  if (comment.visibility !== "visible") return "deleted";
  return textVersion(comment) === quote.textVersion ? quote.flag : "edited";
}

async function tell({ store, publisher }: MirrorContext, quote: PostedQuote, flag: QuoteFlag): Promise<void> {
  const say = publisher.languageIn(quote.guildId).quote;
  const line = flag === "deleted" ? say.deletedSince : say.editedSince(quote.revision);
  try {
    await publisher.annotate(quote.channelId, quote.messageId, `-# ⚠️ ${line}`);
    await store.quotes.markFlagged(quote.id, flag);
  } catch (error) {
    if (!(error instanceof DiscordError)) throw error;
    const isGone = ["message-gone", "channel-gone", "thread-gone"].includes(error.fault.kind);
    if (!isGone) throw error;
    await store.quotes.forget(quote.id);
  }
}
