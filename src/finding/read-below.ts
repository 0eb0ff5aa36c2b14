import type { Comment } from "../forum/comment.ts";
import type { Reference } from "../forum/reference.ts";
import type { RequestOptions, Source, Subtree } from "../sources/source.ts";
import type { FindingContext } from "./context.ts";
import { isBelow } from "./is-below.ts";
import { readParent } from "./read-through.ts";

/** The most unlisted parents to ask for in one reading. A thread with more is not worth the site's budget. */
const mostAsked = 20;

/**
 * Reads a comment and everything below it, and archives it. If the site cannot serve part of a thread, reads the whole thread; the
 * archive then helps to place answers to a comment that is no longer public.
 */
export async function readBelow(
  { archive }: Pick<FindingContext, "archive">,
  source: Source,
  top: Reference<"comment">,
  options: RequestOptions,
): Promise<Subtree | undefined> {
  const read =
    source.readSubtree === undefined
      ? await readInThread({ archive }, source, top, options)
      : await source.readSubtree(top, options);
  await archive.comments.put(read?.comments ?? []);
  return read;
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
  await archive.comments.put(comments);
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
  for (const comment of comments) {
    const isTop = comment.reference === reference;
    if (!isTop && (await isBelow(comment, reference, commentAt)) === true) below.push(comment);
  }
  return { comments: [top, ...below], completeness, unreadable };
}
