import { chunksOf } from "../../chunks-of.ts";
import { byAge } from "../../forum/order.ts";
import type { Reference } from "../../forum/reference.ts";
import type { RequestOptions, Source } from "../../sources/source.ts";
import type { MirrorContext } from "../context.ts";
import { askSingly } from "./ask-singly.ts";
import { goneOf, type Lacking } from "./find-missing.ts";
import type { Listed } from "./listed.ts";
import type { Vanished, VanishedReading } from "./vanished.ts";

/** Number of comments, known to exist, that are requested along with the missing ones: an answer without them was emptied or cut short. */
const witnessesLength = 2;
/** The most requests that one sweep makes for missing comments. It stops earlier if an answer shows that none are gone. */
const batchesLimit = 20;

/** A source that reads several comments with one request. */
export interface Together {
  readonly source: Source;
  readonly readComments: NonNullable<Source["readComments"]>;
}

/** Asks for many comments with each request, or one by one if such an answer cannot be trusted. */
export async function askTogether(
  context: Pick<MirrorContext, "archive">,
  { source, readComments }: Together,
  { known, order, isCertain }: Lacking,
  { thread: { askedAfter }, listed, refusals }: VanishedReading,
  options: RequestOptions,
): Promise<Vanished> {
  let result: Vanished = { comments: [], unknown: [], askedAfter, isMore: false, isAwaited: false };
  const { mostAtOnce, listsAll } = source.capabilities;
  const witnesses = witnessesIn(listed);
  const batches = chunksOf(order, mostAtOnce - witnesses.length);
  for (const [place, batch] of batches.entries()) {
    const answer = await readComments([...batch, ...witnesses], options);
    await context.archive.posts.put(answer.threads);
    const found = new Map(answer.comments.map((comment) => [comment.reference, comment]));
    const unlisted = batch.filter(
      (reference) => !found.has(reference) && !answer.unreadable.includes(reference),
    );
    const returned = batch.flatMap((reference) => found.get(reference) ?? []);
    // Without an answer from the archive, each comment is read from the site.
    const isTrusted =
      isCertain &&
      listsAll &&
      answer.isComplete &&
      (witnesses.length > 0 ? witnesses.every((one) => found.has(one)) : listed.isKnownEmpty);
    const last = batch.at(-1);
    const rest = isTrusted
      ? { ...goneOf(known, unlisted), askedAfter: last, isMore: false, isAwaited: false }
      : await askSingly(source, { known, order: unlisted, last, refusals }, options);
    result = {
      ...rest,
      comments: [...result.comments, ...returned, ...rest.comments],
      unknown: [...result.unknown, ...rest.unknown],
    };
    // Nothing in this answer is gone, so the turn ends.
    if (!isTrusted || unlisted.length === 0) break;
    if (place + 1 >= batchesLimit) return { ...result, isMore: place + 1 < batches.length };
  }
  return result;
}

/** Picks the newest and the oldest visible comment listed: a list that is cut short loses one of its ends. */
function witnessesIn({ comments }: Listed): readonly Reference<"comment">[] {
  const visible = comments
    .filter(({ visibility }) => visibility === "visible")
    .sort(byAge)
    .map(({ reference }) => reference);
  return [...new Set([...visible.slice(0, 1), ...visible.slice(-1)])].slice(0, witnessesLength);
}
