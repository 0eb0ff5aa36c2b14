import { hash } from "node:crypto";
import { DiscordError } from "../errors.ts";
import { isReferenceTo } from "../forum/reference.ts";
import type { Source } from "../sources/source.ts";
import type { Follow } from "../store/follows.ts";
import type { MirroredThread } from "../store/threads.ts";
import type { MirrorContext } from "./context.ts";
import type { ForumPosts } from "./forum-posts.ts";
import type { Starter } from "./publisher.ts";
import { readComment, readPost, readUser } from "./read-through.ts";
import { renderPost, renderSubtree, renderUser } from "./render.ts";

/** What a forum post is made of. */
export interface PlannedThread {
  readonly follow: Follow;
  readonly source: Source;
  readonly thread: MirroredThread;
}

/**
 * Creates the forum post of a thread unless it is there already. Tells whether it was created, and so is empty.
 * @throws {DiscordError} when Discord did not create it; the store says whether it may have
 */
export async function openThread(
  context: MirrorContext,
  posts: ForumPosts,
  { follow, source, thread }: PlannedThread,
): Promise<boolean> {
  const { threads } = context.store;
  const starter = await renderStarter(context, follow, source, thread);
  if (starter === undefined) {
    context.log.info(
      { thread: thread.id, subject: thread.subject },
      "a thread's subject is gone before it was mirrored",
    );
    await threads.markGone(thread.id);
    return false;
  }
  const found = await posts.find(thread, source, starter);
  if (found !== undefined) {
    await threads.markOpen(thread.id, found, undefined);
    return false;
  }
  await threads.markSending(thread.id, starter.title, context.clock.now());
  try {
    const { threadId } = await context.publisher.createForumPost(thread.channelId, starter);
    await threads.markOpen(thread.id, threadId, starterHash(starter));
    return true;
  } catch (error) {
    if (error instanceof DiscordError && error.fault.kind !== "unconfirmed")
      await threads.markPlanned(thread.id);
    throw error;
  }
}

export async function renderStarter(
  context: MirrorContext,
  follow: Follow,
  source: Source,
  thread: MirroredThread,
): Promise<Starter | undefined> {
  const { language } = context;
  const { site } = source;
  const options = { priority: "sweep" } as const;
  const { subject } = thread;
  const { showsScore } = await context.store.settings.ofGuild(follow.guildId);
  const placement = { site, showsScore };
  if (isReferenceTo(subject, "comment")) {
    const comment = await readComment(context, source, subject, options);
    if (comment === undefined) return undefined;
    const post = await readPost(context, source, comment.thread, options);
    return renderSubtree(comment, post, placement, language);
  }
  if (isReferenceTo(subject, "user")) {
    const slug = follow.path.slice(follow.path.lastIndexOf("/") + 1);
    const user = await readUser(context, source, subject, slug, options);
    return user === undefined ? undefined : renderUser(user, site, language);
  }
  const post = await readPost(context, source, subject, options);
  return post === undefined ? undefined : renderPost(post, placement, language);
}

export function starterHash(starter: Starter): string {
  return hash("sha256", JSON.stringify(starter), "hex").slice(0, 24);
}
