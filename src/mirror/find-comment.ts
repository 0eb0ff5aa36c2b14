import { UserError } from "../errors.ts";
import type { Comment } from "../forum/comment.ts";
import type { Post } from "../forum/post.ts";
import { isReferenceTo, parseReference, type Reference } from "../forum/reference.ts";
import type { Language } from "../language/english.ts";
import type { Source } from "../sources/source.ts";
import type { MirrorContext } from "./context.ts";
import { findTarget } from "./find-target.ts";
import { readComment, readPost } from "./read-through.ts";

/** A visible comment with what a reader needs to place it. */
export interface FoundComment {
  readonly source: Source;
  readonly comment: Comment;
  readonly post: Post | undefined;
}

type Context = Pick<MirrorContext, "sources" | "archive">;

/**
 * A comment by its reference (a choice from autocomplete), from the archive alone; `undefined` when it is not there and
 * for any other text, so that an answer that must come first can be given without waiting for a site.
 */
export async function findArchivedComment(context: Context, text: string): Promise<FoundComment | undefined> {
  const reference = commentReference(context, text);
  const comment = reference === undefined ? undefined : await context.archive.comments.get(reference);
  const source = reference === undefined ? undefined : sourceOf(context, reference);
  if (comment === undefined || source === undefined || comment.visibility !== "visible") return undefined;
  return { source, comment, post: await context.archive.posts.get(comment.thread) };
}

/**
 * A comment by reference, address or id; the site is asked only for what the archive lacks.
 * @throws {UserError} when it is not understood, not there, or not visible
 * @throws {SourceError} when the archive lacks it and the site cannot be read
 */
export async function findComment(context: Context, text: string, language: Language): Promise<FoundComment> {
  const archived = await findArchivedComment(context, text);
  if (archived !== undefined) return archived;
  const reference = commentReference(context, text);
  const source = reference === undefined ? undefined : sourceOf(context, reference);
  if (reference === undefined || source === undefined) return await findByAddress(context, text, language);
  const comment = await readComment(context, source, reference, { priority: "member" });
  if (comment?.visibility !== "visible") throw new UserError((say) => say.follow.notFound(source.site.title));
  return { source, comment, post: await readPost(context, source, comment.thread, { priority: "member" }) };
}

async function findByAddress(context: Context, text: string, language: Language): Promise<FoundComment> {
  const { source, found } = await findTarget(context.sources, text, language);
  if (found.kind !== "comment") throw new UserError((say) => say.comment.notAComment);
  await context.archive.comments.put([found.comment]);
  if (found.post !== undefined) await context.archive.posts.put([found.post]);
  return { source, comment: found.comment, post: found.post };
}

/** Reads a reference, or an address that names a comment by its id. */
function commentReference({ sources }: Context, text: string): Reference<"comment"> | undefined {
  const trimmed = text.trim();
  if (parseReference(trimmed) !== undefined) {
    const reference = trimmed as Reference;
    return isReferenceTo(reference, "comment") ? reference : undefined;
  }
  const url = URL.parse(trimmed);
  for (const source of url === null ? [] : sources.values()) {
    const link = url === null ? undefined : source.parseUrl(url);
    if (link?.kind === "comment" && link.by === "id") return `${source.site.database}:comment:${link.value}`;
  }
  return undefined;
}

/** The first configured site that has the record. */
export function sourceOf({ sources }: Pick<Context, "sources">, reference: Reference): Source | undefined {
  const database = parseReference(reference)?.database;
  return [...sources.values()].find((source) => source.site.database === database);
}
