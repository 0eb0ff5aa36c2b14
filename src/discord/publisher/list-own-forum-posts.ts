import { type APIThreadChannel, type APIThreadList, Routes } from "discord.js";
import type { PostedThread } from "../../mirror/publisher.ts";
import type { Gateway } from "../gateway/gateway.ts";

const pageLength = 100;

/** Lists the forum posts that the bot made in a channel, active and archived, newest first. */
export async function listOwnForumPosts(
  gateway: Gateway,
  guildId: string,
  channelId: string,
): Promise<readonly PostedThread[]> {
  const { rest, userId } = gateway;
  const active = (await rest.get(Routes.guildActiveThreads(guildId))) as APIThreadList;
  const posts = active.threads.filter((thread) => (thread as APIThreadChannel).parent_id === channelId);
  let before: string | undefined;
  for (;;) {
    const query = new URLSearchParams({
      limit: String(pageLength),
      ...(before === undefined ? {} : { before }),
    });
    const route = Routes.channelThreads(channelId, "public");
    const page = (await rest.get(route, { query })) as APIThreadList & { readonly has_more: boolean };
    posts.push(...page.threads);
    const last = page.threads.at(-1) as APIThreadChannel | undefined;
    const archivedAt = last?.thread_metadata?.archive_timestamp;
    if (!page.has_more || archivedAt === undefined) break;
    before = archivedAt;
  }
  return posts
    .map((thread) => thread as APIThreadChannel)
    .filter((thread) => thread.owner_id === userId)
    .map((thread) => ({ threadId: thread.id, title: thread.name }))
    .sort((a, b) => (BigInt(b.threadId) > BigInt(a.threadId) ? 1 : -1));
}
