import { SourceError, type SourceFault } from "../errors.ts";
import type { Comment } from "../forum/comment.ts";
import { isReferenceTo, type Reference } from "../forum/reference.ts";
import type { RequestOptions, Source } from "../sources/source.ts";
import type { MirroredThread } from "../store/threads/mirrored-thread.ts";
import { belongsTo } from "./belongs-to.ts";
import type { MirrorContext } from "./context.ts";
import { sourceHash } from "./plan.ts";
import { hiddenOf } from "./read-through.ts";

/** Comments asked for together in one sweep; as many as one request takes. */
const batchLength = 100;
/** Those that not even that answer has are asked for one by one, so many in one sweep. */
const singlesLimit = 20;
/** So many of them that are there after all show that a list was cut short: nothing is gained by asking for more. */
const falseAlarms = 3;

type Context = Pick<MirrorContext, "archive">;

interface Reading {
  readonly thread: MirroredThread;
  /** Comments that the thread shows or is to show, with the hash of that. */
  readonly posted: ReadonlyMap<Reference<"comment">, string>;
  /** Comments that the site has just listed for it. */
  readonly listed: readonly Comment[];
  /** Comments that it has listed, too, but that could not be read. */
  readonly unreadable: readonly Reference<"comment">[];
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
 * site's budget either. A user's list is only the beginning of what the thread shows; the rest is looked at in the same turns.
 */
export async function readVanished(
  context: Context,
  source: Source,
  reading: Reading,
  options: RequestOptions,
): Promise<Vanished> {
  const { known, isCertain } = await findMissing(context, source, reading);
  const batch = inTurns(known, reading).slice(0, batchLength);
  if (batch.length === 0)
    return { comments: [], unknown: [], askedAfter: reading.thread.askedAfter, isMore: false };
  const answer = await source.readComments(batch, options);
  await context.archive.posts.put(answer.threads);
  const found = new Map(answer.comments.map((comment) => [comment.reference, comment]));
  const unlisted = batch.filter(
    (reference) => !found.has(reference) && !answer.unreadable.includes(reference),
  );
  const { comments, unknown, asked } = await readSingly(source, known, unlisted, options);
  const isStopped = asked.length < unlisted.length;
  return {
    comments: [...found.values(), ...comments],
    // The archive may know more of them than it can tell now: a later sweep finds them again.
    unknown: isCertain ? unknown : [],
    askedAfter: isStopped ? asked.at(-1) : batch.at(-1),
    isMore: isStopped && asked.length === singlesLimit,
  };
}

/** What the archive knows of comments; `undefined` for one that it has lost. */
type Missing = ReadonlyMap<Reference<"comment">, Comment | undefined>;

/** Without those that are known to be gone or to stand elsewhere. */
async function findMissing(
  { archive }: Context,
  source: Source,
  { thread, posted, listed, unreadable }: Reading,
): Promise<{ readonly known: Missing; readonly isCertain: boolean }> {
  const present = new Set([...listed.map((comment) => comment.reference), ...unreadable]);
  const unlisted = [...posted.keys()].filter((reference) => !present.has(reference)).sort();
  const { kept, isCertain } = await archive.comments.read(unlisted);
  const missing = new Map<Reference<"comment">, Comment | undefined>();
  for (const reference of unlisted) {
    const comment = kept.get(reference);
    const isSettled =
      comment !== undefined &&
      // After a crash between the two the archive may know what the thread does not show yet.
      ((comment.visibility !== "visible" && posted.get(reference) === sourceHash(comment)) ||
        (await belongsTo({ archive }, source, thread, comment)) === false);
    if (!isSettled) missing.set(reference, comment);
  }
  return { known: missing, isCertain };
}

/** Those that the list should have come first, each group beginning where the last turn ended. */
function inTurns(missing: Missing, { thread, listed }: Reading): readonly Reference<"comment">[] {
  const fromMs = isReferenceTo(thread.subject, "user")
    ? Math.min(...listed.map((comment) => comment.postedAtMs))
    : 0;
  const isExpected = (reference: Reference<"comment">) => (missing.get(reference)?.postedAtMs ?? 0) >= fromMs;
  const order = [...missing.keys()].sort();
  const first = order.findIndex((reference) => reference > (thread.askedAfter ?? ""));
  const turned = first < 0 ? order : [...order.slice(first), ...order.slice(0, first)];
  return [...turned.filter(isExpected), ...turned.filter((reference) => !isExpected(reference))];
}

interface Answers extends Pick<Vanished, "comments" | "unknown"> {
  readonly asked: readonly Reference<"comment">[];
}

async function readSingly(
  source: Source,
  known: Missing,
  references: readonly Reference<"comment">[],
  options: RequestOptions,
): Promise<Answers> {
  const comments: Comment[] = [];
  const unknown: Reference<"comment">[] = [];
  const asked: Reference<"comment">[] = [];
  let alarms = 0;
  for (const reference of references.slice(0, singlesLimit)) {
    asked.push(reference);
    const answer = await readOne(source, reference, options);
    const comment = answer === "absent" ? hiddenIfKnown(known.get(reference)) : answer;
    if (comment === undefined) unknown.push(reference);
    else if (comment !== "unusable") comments.push(comment);
    if (answer === "unusable" || (answer !== "absent" && answer.visibility === "visible")) alarms += 1;
    if (alarms === falseAlarms) break;
  }
  return { comments, unknown, asked };
}

/** One comment that the site fails at must not keep the others back. */
async function readOne(
  source: Source,
  reference: Reference<"comment">,
  options: RequestOptions,
): Promise<Comment | "absent" | "unusable"> {
  try {
    return (await source.readComment(reference, options)) ?? "absent";
  } catch (error) {
    const ofOne: readonly SourceFault[] = ["malformed", "refused", "record-refused"];
    if (error instanceof SourceError && ofOne.includes(error.fault)) return "unusable";
    throw error;
  }
}

function hiddenIfKnown(kept: Comment | undefined): Comment | undefined {
  return kept && hiddenOf(kept);
}
