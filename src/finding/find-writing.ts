import { isReferenceTo, parseReference, type Reference } from "../forum/reference.ts";
import { openingOf } from "../forum/writing.ts";
import type { Language } from "../language/english.ts";
import { UserError } from "../language/user-error.ts";
import type { Source } from "../sources/source.ts";
import type { FindingContext } from "./context.ts";
import { sourceOf } from "./each-database.ts";
import { type FoundWriting, findArchivedComment, findComment } from "./find-comment.ts";
import { readPost } from "./read-through.ts";

type Context = Pick<FindingContext, "sources" | "archive">;

interface NamedPost {
  readonly source: Source;
  readonly reference: Reference<"post" | "tag">;
}

/** Finds a comment as {@link findArchivedComment} does, or a post by its reference, in the archive alone. */
export async function findArchivedWriting(context: Context, text: string): Promise<FoundWriting | undefined> {
  const named = namedPost(context, text);
  if (named === undefined) return await findArchivedComment(context, text);
  const post = await context.archive.posts.get(named.reference);
  if (post?.visibility !== "visible" || post.opening === undefined) return undefined;
  return { source: named.source, writing: openingOf(post), post };
}

/**
 * Finds a comment as {@link findComment} does, or a post by its reference.
 * @throws {UserError} if the words name neither, or it is missing or hidden
 * @throws {SourceError} if the archive lacks it and the site cannot be read
 */
export async function findWriting(context: Context, text: string, language: Language): Promise<FoundWriting> {
  const named = namedPost(context, text);
  if (named === undefined) return await findComment(context, text, language);
  const { source, reference } = named;
  const post = await readPost(context, source, reference, { priority: "member" });
  if (post?.visibility === "withheld") throw new UserError((say) => say.privacy.optedOut);
  if (post?.visibility !== "visible") throw new UserError((say) => say.mirror.gonePost(source.site.title));
  return { source, writing: openingOf(post), post };
}

function namedPost({ sources }: Context, text: string): NamedPost | undefined {
  if (parseReference(text) === undefined) return undefined;
  const reference = text as Reference;
  const source = sourceOf({ sources }, reference);
  if (source === undefined) return undefined;
  const isPost = isReferenceTo(reference, "post") || isReferenceTo(reference, "tag");
  return isPost ? { source, reference } : undefined;
}
