import type { Follow } from "../../store/follow.ts";
import type { MirroredThread } from "../../store/threads/mirrored-thread.ts";
import type { MirrorContext } from "../context.ts";
import { DiscordError, PostsLeftError } from "../discord-error.ts";

/**
 * Removes the forum posts of a follow that has no deliveries, except those that other follows share.
 * @param findInterrupted finds Discord's id of a forum post whose creation was interrupted
 * @throws {PostsLeftError} if some of them cannot be removed
 */
export async function removeForumPosts(
  { store, publisher }: MirrorContext,
  follow: Follow,
  findInterrupted: (thread: MirroredThread) => Promise<string | undefined>,
): Promise<void> {
  const left: string[] = [];
  let removed = 0;
  let failure: DiscordError | undefined;
  for (const thread of await store.threads.ofFollow(follow.id)) {
    if (thread.state === "gone" || (await store.shares.isShared(thread.id, follow.id))) continue;
    let made = thread.discordThreadId;
    try {
      made ??= await findInterrupted(thread);
      if (made === undefined) continue;
      await publisher.deleteForumPost(made);
      await store.threads.markGone(thread.id);
      removed += 1;
    } catch (error) {
      if (!(error instanceof DiscordError)) throw error;
      failure ??= error;
      left.push(made === undefined ? `<#${thread.channelId}>` : publisher.threadLink(follow.guildId, made));
    }
  }
  if (failure !== undefined) throw new PostsLeftError(failure, { removed, left });
}
