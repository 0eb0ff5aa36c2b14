import type { Comment } from "../forum/comment.ts";
import { isReferenceTo, type Reference } from "../forum/reference.ts";
import type { RequestOptions, Source } from "../sources/source.ts";
import type { Follow } from "../store/follows.ts";
import type { MirroredThread } from "../store/threads/mirrored-thread.ts";
import { userBackfill } from "./beginning.ts";
import type { MirrorContext } from "./context.ts";
import { readUserComments } from "./read-user-comments.ts";
import { isYounger } from "./younger.ts";

/** What was written since a follow was begun is rarely more. */
const shortestPage = 10;

/** What a site lists for a thread. */
export interface Listed {
  readonly comments: readonly Comment[];
  /** Comments that it lists, too, but that could not be read. */
  readonly unreadable: readonly Reference<"comment">[];
  /** Whether nothing older was left unread. */
  readonly isWhole: boolean;
}

export interface ListedReading {
  readonly follow: Follow;
  readonly thread: MirroredThread;
  /** Whether the thread lacks a comment that it should have. */
  readonly isLacking: (comment: Comment) => boolean;
}

/** Reads what a site lists for a thread: all of it, or of a user's page as far as it is wanted. */
export async function readListed(
  context: MirrorContext,
  source: Source,
  { follow, thread, isLacking }: ListedReading,
  options: RequestOptions,
): Promise<Listed> {
  const { subject } = thread;
  if (isReferenceTo(subject, "user")) {
    const isFirst = thread.floorMs === undefined;
    const wanted = isFirst ? (follow.backfill ?? userBackfill) : userBackfill;
    const firstLength = Math.max(shortestPage, wanted);
    // The first time as far as the follow goes back, however much was written since it was begun; later on as far as something is lacking.
    const isEnough = (page: readonly Comment[], read: readonly Comment[]) =>
      isFirst
        ? read.filter((comment) => !isYounger(follow, comment)).length >= Math.max(1, wanted)
        : read.length >= wanted && !page.some(isLacking);
    return await readUserComments(context, source, { user: subject, firstLength, isEnough }, options);
  }
  if (isReferenceTo(subject, "comment"))
    return whole(await readBelow(context, source, { ...thread, subject }, options));
  const read = await source.readThread(subject, options);
  if (read === undefined) {
    await keepGone(context, source, subject, options);
    return whole([]);
  }
  if (read.post !== undefined) await context.archive.posts.put([read.post]);
  return whole(read.comments, read.unreadable);
}

function whole(comments: readonly Comment[], unreadable: Listed["unreadable"] = []): Listed {
  return { comments, unreadable, isWhole: true };
}

async function readBelow(
  { archive, store }: MirrorContext,
  source: Source,
  { id, subject, post }: Pick<MirroredThread, "id" | "post"> & { readonly subject: Reference<"comment"> },
  options: RequestOptions,
): Promise<readonly Comment[]> {
  const comments = (await source.readSubtree(subject, options)) ?? [];
  const [top] = comments;
  if (top === undefined) return [];
  if (top.thread !== post) await store.threads.markMoved(id, top.thread);
  const shownOn = await source.readPost(top.thread, options);
  if (shownOn !== undefined) await archive.posts.put([shownOn]);
  return comments;
}

/** Notes that a post is no longer to be seen, once the site has said so twice. */
async function keepGone(
  { archive }: MirrorContext,
  source: Source,
  subject: Reference<"post" | "tag">,
  options: RequestOptions,
): Promise<void> {
  const kept = await archive.posts.get(subject);
  if (kept?.visibility !== "visible") return;
  const post = await source.readPost(subject, options);
  if (post?.visibility === "visible") return;
  const nothing = { title: "", author: undefined, coauthors: [], opening: "", tags: [], score: undefined };
  await archive.posts.put([{ ...kept, ...nothing, alignmentScore: undefined, visibility: "hidden" }]);
}
