import type { Comment } from "../forum/comment.ts";
import type { Reference } from "../forum/reference.ts";
import type { RequestOptions, Source, Subtree } from "../sources/source.ts";
import type { FindingContext } from "./context.ts";
import { isBelow } from "./is-below.ts";
import { readParent } from "./read-through.ts";

/** The most unlisted parents to ask for in one reading. A thread with more is not worth the site's budget. */
const mostAsked = 20;

/**
 * Reads a comment and everything below it, which the caller archives. If the site cannot serve part of a thread, reads the whole thread
 * and archives the rest of it; the archive then helps to place answers to a comment that is no longer public.
 */
export async function readBelow(
  { archive }: Pick<FindingContext, "archive">,
  source: Source,
  top: Reference<"comment">,
  options: RequestOptions,
): Promise<Subtree | undefined> {
  return source.readSubtree === undefined
    ? await readInThread({ archive }, source, top, options)
    : await source.readSubtree(top, options);
}

async function readInThread(
  { archive }: Pick<FindingContext, "archive">,
  source: Source,
  reference: Reference<"comment">,
  options: RequestOptions,
): Promise<Subtree | undefined> {
  const top = await source.readComment(reference, options);
  if (typeof top === "string" || top.visibility === "hidden") return undefined;
  const thread = await source.readThread(top.thread, options);
  if (thread === undefined) return { comments: [top], completeness: { kind: "window" }, unreadable: [] };
  const { comments, completeness, unreadable } = thread;
  const known = new Map<Reference<"comment">, Comment | undefined>(
    comments.map((comment) => [comment.reference, comment]),
  );
  let asked = 0;
  const commentAt = async (parent: Reference<"comment">): Promise<Comment | undefined> => {
    if (known.has(parent) || asked === mostAsked) return known.get(parent);
    asked += 1;
    const comment = await readParent({ archive }, source, parent, options);
    known.set(parent, comment);
    return comment;
  };
  const below: Comment[] = [];
  const others: Comment[] = [];
  for (const comment of comments) {
    if (comment.reference === reference) continue;
    const isInSubtree = (await isBelow(comment, reference, commentAt)) === true;
    (isInSubtree ? below : others).push(comment);
  }
  await archive.comments.put(others);
  return { comments: [top, ...below], completeness, unreadable };
}
