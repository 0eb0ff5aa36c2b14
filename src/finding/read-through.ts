import type { Kept } from "../archive/shelf.ts";
import { chunksOf } from "../chunks-of.ts";
import type { Author } from "../forum/author.ts";
import { noBody } from "../forum/body.ts";
import type { Comment } from "../forum/comment.ts";
import type { Post } from "../forum/post.ts";
import type { Reference } from "../forum/reference.ts";
import { siteLink } from "../forum/site.ts";
import type { CommentBatch, RequestOptions, Source } from "../sources/source.ts";
import { isRecordFault, SourceError } from "../sources/source-error.ts";
import type { FindingContext } from "./context.ts";

type Reader = Pick<FindingContext, "archive">;

/** Reads a comment from the archive or, if it is missing there, from the site. */
export async function readComment(
  { archive }: Reader,
  source: Source,
  reference: Reference<"comment">,
  options: RequestOptions,
): Promise<Comment | undefined> {
  const kept = await archive.comments.get(reference);
  if (kept !== undefined) return kept;
  const comment = await source.readComment(reference, options);
  if (typeof comment === "string") return undefined;
  await archive.comments.put([comment]);
  return comment;
}

/** Reads a comment's parent in the same way. A parent that the site refuses counts as unknown, so its replies still come. */
export async function readParent(
  reader: Reader,
  source: Source,
  parent: Reference<"comment">,
  options: RequestOptions,
): Promise<Comment | undefined> {
  try {
    return await readComment(reader, source, parent, options);
  } catch (error) {
    if (error instanceof SourceError && isRecordFault(error.fault)) return undefined;
    throw error;
  }
}

/**
 * Reads comments from the archive, and missing ones from their site, with one request if the site allows it.
 * @throws {SourceError} if that fails and the archive has none of them
 */
export async function readComments(
  { archive, clock }: Pick<FindingContext, "archive" | "clock">,
  source: Source,
  references: readonly Reference<"comment">[],
  options: RequestOptions,
): Promise<ReadonlyMap<Reference<"comment">, Kept<Comment>>> {
  const comments = new Map(await archive.comments.getMany(references));
  const missing = references.filter((reference) => !comments.has(reference));
  if (missing.length === 0) return comments;
  try {
    const read = await readFromSite({ archive }, source, missing, options);
    const readAtMs = clock.now();
    for (const comment of read) comments.set(comment.reference, { ...comment, readAtMs });
  } catch (error) {
    if (!(error instanceof SourceError) || comments.size === 0) throw error;
  }
  return comments;
}

async function readFromSite(
  { archive }: Reader,
  source: Source,
  references: readonly Reference<"comment">[],
  options: RequestOptions,
): Promise<readonly Comment[]> {
  const { readComments, capabilities } = source;
  const read: Comment[] = [];
  if (readComments === undefined) {
    for (const reference of references) {
      const comment = await readComment({ archive }, source, reference, options);
      if (comment !== undefined) read.push(comment);
    }
    return read;
  }
  for (const some of chunksOf(references, capabilities.mostAtOnce)) {
    const batch = await readComments(some, options);
    await keepBatch({ archive }, batch);
    read.push(...batch.comments);
  }
  return read;
}

/** Returns a comment that its site no longer has, as the archive last knew it. */
export function hiddenOf(kept: Comment): Comment {
  return { ...kept, visibility: "hidden", author: undefined, body: noBody };
}

/** Returns a post that its site no longer shows, as the archive last knew it. */
export function hiddenPostOf(kept: Post): Post {
  const { reference, postedAtMs, editedAtMs, commentCount, isQuickTakesPage, isClosed, path, plainPath } =
    kept;
  return {
    ...{ reference, postedAtMs, editedAtMs, commentCount, isQuickTakesPage, isClosed, path, plainPath },
    ...{ title: "", author: undefined, coauthors: [], opening: noBody, tags: [] },
    scores: {},
    visibility: "hidden",
  };
}

/** Reads a post with its opening from the archive or, if it is missing there, from the site. */
export async function readPost(
  { archive }: Reader,
  source: Source,
  reference: Reference<"post" | "tag">,
  options: RequestOptions,
): Promise<Post | undefined> {
  const kept = await archive.posts.get(reference);
  if (kept?.opening !== undefined) return kept;
  const post = await source.readPost(reference, options);
  if (post !== undefined) await archive.posts.put([post]);
  return post;
}

/** Reads a user from the archive or, if they are missing there, from the site by the path of their page. */
export async function readUser(
  { archive }: Reader,
  source: Source,
  reference: Reference<"user">,
  path: string,
  options: RequestOptions,
): Promise<Author | undefined> {
  const kept = await archive.users.get(reference);
  if (kept !== undefined) return kept;
  const link = source.parseUrl(new URL(siteLink(source.site, path)));
  const found = link?.kind === "user" ? await source.find(link, options) : undefined;
  if (found?.kind !== "user") return undefined;
  await archive.users.put([found.user]);
  return found.user;
}

/** Archives everything that a site sent with some comments. */
export async function keepBatch({ archive }: Reader, batch: CommentBatch): Promise<void> {
  await archive.posts.put(batch.threads);
  await archive.comments.put([...batch.parents, ...batch.comments]);
}
