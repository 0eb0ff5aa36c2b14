import { chunksOf } from "../../chunks-of.ts";
import { hiddenOf } from "../../finding/read-through.ts";
import type { Comment } from "../../forum/comment.ts";
import { isReferenceTo, type Reference } from "../../forum/reference.ts";
import type { RequestOptions, Source } from "../../sources/source.ts";
import { SourceError } from "../../sources/source-error.ts";
import type { MirroredThread } from "../../store/threads/mirrored-thread.ts";
import type { MirrorContext } from "../context.ts";
import { commentNames } from "../plan.ts";
import { belongsTo } from "./belongs-to.ts";
import type { Listed } from "./listed.ts";
import type { Refusals } from "./refusals.ts";

/** The most comments that one request takes. */
const batchLength = 100;
/** Comments that the site has just listed, asked for along with the missing ones: an answer that lacks them was emptied or cut short. */
const witnessesLength = 2;
/** The most requests of one sweep for missing comments, as long as each finds something gone. */
const batchesLimit = 20;
/** When an answer cannot be trusted, how many of the comments that it lacks one sweep asks for singly. */
const singlesLimit = 20;
/** So many of them that are there after all show that a list was cut short: nothing is gained by asking for more. */
const falseAlarms = 3;

type Context = Pick<MirrorContext, "archive">;

export interface VanishedReading {
  readonly thread: MirroredThread;
  /** Comments that the thread shows or is to show, with the hash of that. */
  readonly posted: ReadonlyMap<Reference<"comment">, string>;
  /** The comments that the site has just listed for it. */
  readonly listed: Listed;
  readonly refusals: Refusals;
}

export interface Vanished {
  /** What the site says of comments that its list lacks: deleted, hidden, moved, or there all the same. */
  readonly comments: readonly Comment[];
  /** Those that the site does not have at all and the archive has lost: nobody can say any more where they stood. */
  readonly unknown: readonly Reference<"comment">[];
  /** Where the next turn begins. */
  readonly askedAfter: Reference<"comment"> | undefined;
  /** Whether more have vanished than this sweep could ask for. */
  readonly isMore: boolean;
}

/**
 * Asks for what the thread shows and the list lacks, in turns: a short list alone must never look like deletions, and must not use up the
 * site's budget either. A comment is gone when two trustworthy lists lack it. A user's list is only the beginning of the thread; the rest
 * is checked in the same turns.
 */
export async function readVanished(
  context: Context,
  source: Source,
  reading: VanishedReading,
  options: RequestOptions,
): Promise<Vanished> {
  const { known, isCertain } = await findMissing(context, source, reading);
  // The archive may know more of them but not answer now: a later sweep finds them again.
  const settled = ({ unknown, ...rest }: Vanished) => ({ ...rest, unknown: isCertain ? unknown : [] });
  const order = inTurns(known, reading);
  const { askedAfter } = reading.thread;
  // Visitors may not see any comment of a hidden post.
  if (reading.listed.isPostHidden) return settled({ ...goneOf(known, order), askedAfter, isMore: false });
  let result: Vanished = { comments: [], unknown: [], askedAfter, isMore: false };
  const witnesses = witnessesIn(reading.listed);
  const batches = chunksOf(order, batchLength - witnesses.length);
  for (const [place, batch] of batches.entries()) {
    const answer = await source.readComments([...batch, ...witnesses], options);
    await context.archive.posts.put(answer.threads);
    const found = new Map(answer.comments.map((comment) => [comment.reference, comment]));
    const unlisted = batch.filter(
      (reference) => !found.has(reference) && !answer.unreadable.includes(reference),
    );
    const returned = batch.flatMap((reference) => found.get(reference) ?? []);
    // While the archive cannot be asked, each comment is read from the site.
    const isTrusted =
      isCertain &&
      source.capabilities.batch?.listsAll === true &&
      answer.isComplete &&
      (witnesses.length > 0 ? witnesses.every((one) => found.has(one)) : reading.listed.isKnownEmpty);
    const rest = isTrusted
      ? { ...goneOf(known, unlisted), askedAfter: batch.at(-1), isMore: false }
      : await readSingly(source, { known, unlisted, last: batch.at(-1) }, reading, options);
    result = {
      comments: [...result.comments, ...returned, ...rest.comments],
      unknown: [...result.unknown, ...rest.unknown],
      askedAfter: rest.askedAfter,
      isMore: rest.isMore,
    };
    // The turn ends when nothing is gone.
    if (!isTrusted || unlisted.length === 0) break;
    if (place + 1 >= batchesLimit) {
      result = { ...result, isMore: place + 1 < batches.length };
      break;
    }
  }
  return settled(result);
}

/** Picks the newest and the oldest visible comment listed: a list that is cut short loses one of its ends. */
function witnessesIn({ comments }: Listed): readonly Reference<"comment">[] {
  const visible = comments
    .filter(({ visibility }) => visibility === "visible")
    .sort((a, b) => a.postedAtMs - b.postedAtMs)
    .map(({ reference }) => reference);
  return [...new Set([...visible.slice(0, 1), ...visible.slice(-1)])].slice(0, witnessesLength);
}

function goneOf(
  known: Missing,
  references: readonly Reference<"comment">[],
): Pick<Vanished, "comments" | "unknown"> {
  return {
    comments: references.flatMap((reference) => hiddenIfKnown(known.get(reference)) ?? []),
    unknown: references.filter((reference) => known.get(reference) === undefined),
  };
}

/** What the archive knows of comments; `undefined` for one that it has lost. */
type Missing = ReadonlyMap<Reference<"comment">, Comment | undefined>;

/** Without those that are known to be gone or to stand elsewhere. */
async function findMissing(
  { archive }: Context,
  source: Source,
  { thread, posted, listed }: VanishedReading,
): Promise<{ readonly known: Missing; readonly isCertain: boolean }> {
  const present = new Set([...listed.comments.map((comment) => comment.reference), ...listed.unreadable]);
  const unlisted = [...posted.keys()].filter((reference) => !present.has(reference)).sort();
  const { kept, isCertain } = await archive.comments.read(unlisted);
  const missing = new Map<Reference<"comment">, Comment | undefined>();
  for (const reference of unlisted) {
    const comment = kept.get(reference);
    const isSettled =
      comment !== undefined &&
      // After a crash between the two the archive may know what the thread does not show yet.
      ((comment.visibility !== "visible" &&
        commentNames.compare(posted.get(reference), comment) === "same") ||
        (await belongsTo({ archive }, source, thread, comment)) === false);
    if (!isSettled) missing.set(reference, comment);
  }
  return { known: missing, isCertain };
}

/** Those that the list should have come first, each group beginning where the last turn ended. */
function inTurns(missing: Missing, { thread, listed }: VanishedReading): readonly Reference<"comment">[] {
  const fromMs = isReferenceTo(thread.subject, "user")
    ? Math.min(...listed.comments.map((comment) => comment.postedAtMs))
    : 0;
  const isExpected = (reference: Reference<"comment">) => (missing.get(reference)?.postedAtMs ?? 0) >= fromMs;
  const order = [...missing.keys()].sort();
  const first = order.findIndex((reference) => reference > (thread.askedAfter ?? ""));
  const turned = first < 0 ? order : [...order.slice(first), ...order.slice(0, first)];
  return [...turned.filter(isExpected), ...turned.filter((reference) => !isExpected(reference))];
}

interface Singles {
  readonly known: Missing;
  readonly unlisted: readonly Reference<"comment">[];
  /** Where the turn ends once all of them are asked for. */
  readonly last: Reference<"comment"> | undefined;
}

async function readSingly(
  source: Source,
  { known, unlisted, last }: Singles,
  { refusals }: VanishedReading,
  options: RequestOptions,
): Promise<Vanished> {
  const comments: Comment[] = [];
  const unknown: Reference<"comment">[] = [];
  const asked: Reference<"comment">[] = [];
  let alarms = 0;
  for (const reference of unlisted.slice(0, singlesLimit)) {
    asked.push(reference);
    const answer = await readOne(source, reference, refusals, options);
    const comment = answer === "absent" ? hiddenIfKnown(known.get(reference)) : answer;
    if (comment === undefined) unknown.push(reference);
    else if (comment !== "unusable") comments.push(comment);
    if (answer === "unusable" || (answer !== "absent" && answer.visibility === "visible")) alarms += 1;
    if (alarms === falseAlarms) break;
  }
  const isStopped = asked.length < unlisted.length;
  return {
    comments,
    unknown,
    askedAfter: isStopped ? asked.at(-1) : last,
    isMore: isStopped && asked.length === singlesLimit,
  };
}

/** A comment at which the site fails must not hold back the others; one that it refuses repeatedly counts as hidden. */
async function readOne(
  source: Source,
  reference: Reference<"comment">,
  refusals: Refusals,
  options: RequestOptions,
): Promise<Comment | "absent" | "unusable"> {
  try {
    const answer = (await source.readComment(reference, options)) ?? "absent";
    refusals.forget(reference);
    return answer;
  } catch (error) {
    if (!(error instanceof SourceError)) throw error;
    if (error.fault === "record-refused") return refusals.note(reference) ? "absent" : "unusable";
    if (["malformed", "refused"].includes(error.fault)) return "unusable";
    throw error;
  }
}

function hiddenIfKnown(kept: Comment | undefined): Comment | undefined {
  return kept && hiddenOf(kept);
}
