import { type APIThreadChannel, Routes } from "discord.js";
import type { Publisher } from "../../mirror/publisher.ts";
import type { Gateway } from "../gateway/gateway.ts";
import { callDiscord } from "./call-discord.ts";
import { requireForum } from "./channels.ts";
import { closeForumPost } from "./close-forum-post.ts";
import { editForumPost } from "./edit-forum-post.ts";
import { discordError } from "./faults.ts";
import { ForumTags } from "./forum-tags.ts";
import { listOwnForumPosts } from "./list-own-forum-posts.ts";
import { noPings } from "./no-pings.ts";
import { readMessage } from "./read-message.ts";
import { starterMessage } from "./starter-message.ts";
import { unarchived } from "./unarchived.ts";

/** Creates and edits forum posts and their first messages. */
export function forumPosts(
  gateway: Gateway,
): Pick<
  Publisher,
  | "createForumPost"
  | "editForumPost"
  | "closeForumPost"
  | "reopenForumPost"
  | "deleteForumPost"
  | "listForumPosts"
  | "readStarterUrl"
> {
  const { rest } = gateway;
  const forumTags = new ForumTags(rest);
  return {
    async createForumPost(channelId, starter) {
      const channel = requireForum(gateway, channelId);
      const tags = await callDiscord(gateway, { channelId, gone: "channel-gone", isWrite: false }, () =>
        forumTags.choose(channel, starter.tags),
      );
      return await callDiscord(gateway, { channelId, gone: "channel-gone", isWrite: true }, async () => {
        const body = {
          name: starter.title,
          applied_tags: tags,
          message: { ...starterMessage(starter), ...noPings },
        };
        const thread = (await rest.post(Routes.threads(channelId), { body })) as APIThreadChannel;
        return { threadId: thread.id };
      });
    },

    async editForumPost({ channelId, threadId }, starter, before) {
      const channel = requireForum(gateway, channelId);
      const edit = () => editForumPost({ rest, tags: forumTags, channel }, threadId, starter, before);
      await callDiscord(gateway, { channelId, gone: "thread-gone", isWrite: false }, () =>
        unarchived(rest, threadId, edit),
      );
    },

    async closeForumPost({ channelId, threadId }) {
      await callDiscord(gateway, { channelId, gone: "thread-gone", isWrite: false }, () =>
        closeForumPost(rest, threadId),
      );
    },

    async reopenForumPost({ channelId, threadId }) {
      const body = { locked: false, archived: false };
      await callDiscord(gateway, { channelId, gone: "thread-gone", isWrite: false }, () =>
        rest.patch(Routes.channel(threadId), { body }),
      );
    },

    async deleteForumPost(threadId) {
      try {
        await rest.delete(Routes.channel(threadId));
      } catch (error) {
        const fault = discordError(error, {
          gone: "thread-gone",
          isWrite: false,
          missing: () => ["ManageThreads"],
        });
        if (fault.fault.kind !== "thread-gone") throw fault;
      }
    },

    async listForumPosts(channelId) {
      const { guildId } = requireForum(gateway, channelId);
      return await callDiscord(gateway, { channelId, gone: "channel-gone", isWrite: false }, () =>
        listOwnForumPosts(gateway, guildId, channelId),
      );
    },

    async readStarterUrl(threadId) {
      // A forum post and its first message have the same id. The bot can read its own messages without an intent.
      const first = await readMessage(gateway, { channelId: threadId, threadId }, threadId);
      // Only a copy that was merged has a line above the embed.
      return first?.content === "" ? first.embeds[0]?.url : undefined;
    },
  };
}
