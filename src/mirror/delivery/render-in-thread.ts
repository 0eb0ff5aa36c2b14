import { postedKey } from "../../archive/open-archive.ts";
import { readComment, readPost } from "../../finding/read-through.ts";
import type { Comment } from "../../forum/comment.ts";
import type { Post } from "../../forum/post.ts";
import { isReferenceTo } from "../../forum/reference.ts";
import { votesOn } from "../../forum/votes.ts";
import {
  type Parent,
  type RenderedComment,
  renderComment,
  renderMoved,
} from "../../rendering/render-comment.ts";
import { isRecordFault, SourceError } from "../../sources/source-error.ts";
import type { LedgerRow } from "../../store/ledger/ledger-row.ts";
import type { ShownVotes } from "../../store/ledger/votes.ts";
import type { GuildSettings } from "../../store/settings.ts";
import type { MirrorContext } from "../context.ts";
import { isMuted } from "../plan.ts";
import type { OpenThread } from "../starter/planned-thread.ts";

/** A comment for a thread to show. */
export interface WantedInThread {
  readonly comment: Comment;
  /** The row that its delivery begins with. */
  readonly row: LedgerRow;
  readonly settings: GuildSettings;
  /** True if the comment has moved out of the thread. A line with a link to its new place is shown instead. */
  readonly isElsewhere: boolean;
}

/** A rendered comment with the votes that it shows. */
export interface ShownComment extends RenderedComment {
  readonly shown: ShownVotes;
  /** Hash of its state in the ledger before it was read. */
  readonly source: string;
}

/**
 * Gathers everything that the messages of a comment say besides its text, and renders them.
 * @param rows those of the comment in the ledger
 */
export async function renderInThread(
  context: MirrorContext,
  open: OpenThread,
  { comment, row, settings, isElsewhere }: WantedInThread,
  rows: readonly LedgerRow[],
): Promise<ShownComment> {
  const { archive, language, clock } = context;
  const { thread, source } = open;
  const { showsScore } = settings;
  const parent = await findParent(context, open, comment, settings);
  const namesPost = isElsewhere || isReferenceTo(thread.subject, "user");
  const post = namesPost ? await findPost(context, open, comment) : undefined;
  const previous =
    row.messageId === undefined ? undefined : await archive.posted.get(postedKey(thread.id, row.comment));
  const placement = {
    site: source.site,
    parent,
    post,
    previous: previous?.contents ?? [],
    postedParts: rows.filter(({ messageId }) => messageId !== undefined).length,
    showsScore,
  };
  const render = isElsewhere ? renderMoved : renderComment;
  return {
    ...render(comment, placement, language),
    shown: { ...votesOn(comment, source.site), atMs: clock.now() },
    source: row.sourceHash,
  };
}

/** Finds the post of a comment. Its opening is not needed. */
async function findPost(
  context: MirrorContext,
  { source }: OpenThread,
  { thread }: Comment,
): Promise<Post | undefined> {
  const kept = await context.archive.posts.get(thread);
  return kept ?? (await unlessUnusable(readPost(context, source, thread, { priority: "sweep" })));
}

/** Reads a record that only one line needs: if the site always fails at it, that must not hold back the comment. */
async function unlessUnusable<T>(reading: Promise<T | undefined>): Promise<T | undefined> {
  try {
    return await reading;
  } catch (error) {
    if (error instanceof SourceError && (!error.retryable || isRecordFault(error.fault))) return undefined;
    throw error;
  }
}

/** Finds the comment that this one answers. */
async function findParent(
  context: MirrorContext,
  open: OpenThread,
  { reference, parent }: Comment,
  { mutedAuthors }: GuildSettings,
): Promise<Parent | undefined> {
  if (parent === undefined) return undefined;
  const { archive, store, publisher } = context;
  const { thread, destination, source } = open;
  const messageId = await store.ledger.comments.firstMessage(thread.id, parent);
  // Asks the site only for comments that it once had, not for every parent that is gone without a trace.
  const mayBeOnSite = reference === thread.subject || messageId !== undefined;
  const comment = mayBeOnSite
    ? await unlessUnusable(readComment(context, source, parent, { priority: "sweep" }))
    : await archive.comments.get(parent);
  const jumpLink =
    messageId === undefined
      ? undefined
      : publisher.messageLink(thread.guildId, destination.threadId, messageId);
  return { comment, isMuted: comment !== undefined && isMuted(comment, mutedAuthors), jumpLink };
}
