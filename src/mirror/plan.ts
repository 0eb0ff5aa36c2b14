import { hash } from "node:crypto";
import type { Author } from "../forum/author.ts";
import type { Comment } from "../forum/comment.ts";
import { byAge } from "../forum/order.ts";
import type { Reference } from "../forum/reference.ts";
import type { Capabilities } from "../sources/capabilities.ts";
import type { Source } from "../sources/source.ts";
import type { Follow } from "../store/follow.ts";
import type { LedgerRow } from "../store/ledger/ledger-row.ts";
import type { WantedComment } from "../store/ledger/queue.ts";
import type { MutedAuthor } from "../store/settings.ts";
import { readingOrder } from "./reading-order.ts";
import { StateNames } from "./state-names.ts";

/** Names a comment's shown state: its text and place, but neither its votes nor the layout of its messages. */
export const commentNames = new StateNames<Comment>(
  {
    1: ({ body, visibility, isRetracted, author, thread, parent }) => [
      ...[1, body.text, visibility, isRetracted, author?.name, thread, parent],
    ],
  },
  { digest: "hex", length: 24 },
);

export function sourceHash(comment: Comment): string {
  return commentNames.nameOf(comment);
}

/** Names the content of one message. Discord trims what it stores. */
export function contentHash(content: string): string {
  return hash("sha256", content.trim(), "hex").slice(0, 24);
}

type Order = Capabilities["order"];

/** Replaces the name of a state if no follow wants the comment any longer; delivery then removes its messages. */
export const takenBack = "taken back";

export interface ThreadPlan {
  /** Not mirrored yet, in the order to send them. */
  readonly enqueue: readonly WantedComment[];
  /** Mirrored, but changed on the site. */
  readonly outdated: readonly WantedComment[];
  /** Mirrored and unchanged, but under names that another version of the bot gave them. */
  readonly renamed: readonly WantedComment[];
}

/**
 * Plans the changes for these comments in a thread. Leaves all other comments alone: absence proves nothing.
 * @param posted hash of what the thread shows or will show, by comment
 * @param order in which new comments are sent
 */
export function planThread(
  comments: readonly Comment[],
  posted: ReadonlyMap<Reference<"comment">, string>,
  { isWanted, order }: { readonly isWanted: (comment: Comment) => boolean; readonly order: Order },
): ThreadPlan {
  const wanted = (comment: Comment): WantedComment => ({
    comment: comment.reference,
    sourceHash: sourceHash(comment),
  });
  const fresh = comments.filter(
    (comment) => !posted.has(comment.reference) && comment.visibility === "visible" && isWanted(comment),
  );
  const mirrored = comments.filter(({ reference }) => posted.has(reference));
  const isChanged = (comment: Comment) => {
    const name = posted.get(comment.reference);
    return name === takenBack ? isWanted(comment) : commentNames.compare(name, comment) === "changed";
  };
  return {
    enqueue: (order === "time" ? fresh.toSorted(byAge) : readingOrder(fresh)).map(wanted),
    outdated: mirrored.filter(isChanged).map(wanted),
    renamed: mirrored
      .filter((comment) => commentNames.isOutdated(posted.get(comment.reference)) && !isChanged(comment))
      .map(wanted),
  };
}

/** Adapts a follow's filters to comments: if the site's comments have no scores, the minimum score applies only to posts. */
export function forComments(follow: Follow, { capabilities }: Pick<Source, "capabilities">): Follow {
  return capabilities.scores.comments ? follow : { ...follow, minScore: undefined };
}

/** Returns whether a follow's filters and its server's muted authors let a comment or post through. */
export function passesFilters(
  follow: Follow,
  subject: Pick<Comment, "author" | "scores">,
  mutedAuthors: readonly MutedAuthor[],
): boolean {
  if (isMuted(subject, mutedAuthors)) return false;
  if (follow.minScore !== undefined && (subject.scores[follow.site] ?? 0) < follow.minScore) return false;
  if (follow.authors.length === 0) return true;
  const { reference = "", handle = "", name = "" } = subject.author ?? {};
  return [reference, handle.toLowerCase(), name.toLowerCase()].some((one) => follow.authors.includes(one));
}

export function isMuted(
  { author }: { readonly author: Pick<Author, "reference"> | undefined },
  mutedAuthors: readonly MutedAuthor[],
): boolean {
  return author !== undefined && mutedAuthors.some(({ reference }) => reference === author.reference);
}

export type PartAction =
  | { readonly kind: "send"; readonly part: number }
  | { readonly kind: "edit"; readonly part: number; readonly row: LedgerRow }
  | { readonly kind: "keep"; readonly row: LedgerRow }
  | { readonly kind: "delete"; readonly row: LedgerRow };

/**
 * Plans the steps from the existing messages of a comment to the wanted parts. A message that someone removed is not sent again,
 * and its comment gets no further messages.
 * @param contents the wanted parts, in order
 */
export function planParts(contents: readonly string[], rows: readonly LedgerRow[]): readonly PartAction[] {
  const byPart = new Map(rows.map((row) => [row.part, row]));
  const isRemoved = rows.some((row) => row.state === "removed");
  const wanted = contents.flatMap((content, part): PartAction | readonly PartAction[] => {
    const row = byPart.get(part);
    if (row === undefined || row.state === "planned" || row.state === "sending") {
      if (!isRemoved) return { kind: "send", part };
      return row === undefined ? [] : { kind: "delete", row };
    }
    if (row.state === "removed" || row.contentHash === contentHash(content)) return { kind: "keep", row };
    return { kind: "edit", part, row };
  });
  const surplus = rows
    .filter((row) => row.part >= contents.length)
    .map((row): PartAction => ({ kind: "delete", row }));
  return [...wanted, ...surplus];
}
