import { ChannelFlags, ChannelType } from "discord-api-types/v10";
import type { ChannelState, ForumChannelState, GuildChannelState, ThreadState } from "../state/model.ts";
import type { World } from "../state/world.ts";
import { userPayload } from "./user.ts";

function overwritePayloads(channel: GuildChannelState) {
  return channel.overwrites.map((overwrite) => ({
    id: overwrite.id,
    type: overwrite.type === "role" ? 0 : 1,
    allow: String(overwrite.allow),
    deny: String(overwrite.deny),
  }));
}

function forumFields(channel: ForumChannelState) {
  return {
    type: ChannelType.GuildForum,
    last_message_id: channel.lastThreadId ?? null,
    flags: channel.requiresTag ? ChannelFlags.RequireTag : 0,
    available_tags: channel.tags.map((tag) => ({
      id: tag.id,
      name: tag.name,
      moderated: tag.moderated,
      emoji_id: null,
      emoji_name: tag.emojiName ?? null,
    })),
    default_reaction_emoji: null,
    default_sort_order: null,
    default_forum_layout: 0,
    default_tag_setting: "match_some",
    template: "",
  };
}

export function guildChannelPayload(channel: GuildChannelState) {
  const specific =
    channel.kind === "forum"
      ? forumFields(channel)
      : {
          type: ChannelType.GuildText,
          last_message_id: [...channel.messages.keys()].at(-1) ?? null,
          flags: 0,
        };
  return {
    id: channel.id,
    guild_id: channel.guildId,
    name: channel.name,
    position: channel.position,
    topic: channel.topic ?? null,
    parent_id: null,
    nsfw: false,
    rate_limit_per_user: 0,
    permission_overwrites: overwritePayloads(channel),
    ...specific,
  };
}

export function threadMemberPayload(thread: ThreadState, userId: string) {
  return {
    id: thread.id,
    user_id: userId,
    join_timestamp: new Date(thread.createdAtMs).toISOString(),
    flags: 0,
  };
}

export function threadPayload(thread: ThreadState) {
  return {
    id: thread.id,
    guild_id: thread.guildId,
    parent_id: thread.parentId,
    owner_id: thread.ownerId,
    type: ChannelType.PublicThread,
    name: thread.name,
    last_message_id: [...thread.messages.keys()].at(-1) ?? null,
    last_pin_timestamp: null,
    rate_limit_per_user: thread.rateLimitPerUser,
    // The starter message of a forum post is not counted.
    message_count: Math.max(0, thread.messages.size - 1),
    total_message_sent: Math.max(0, thread.totalMessagesSent - 1),
    member_count: thread.memberIds.size,
    flags: thread.pinned ? ChannelFlags.Pinned : 0,
    applied_tags: thread.appliedTags,
    thread_metadata: {
      archived: thread.archived,
      archive_timestamp: new Date(thread.archiveChangedAtMs).toISOString(),
      auto_archive_duration: thread.autoArchiveMinutes,
      locked: thread.locked,
      create_timestamp: new Date(thread.createdAtMs).toISOString(),
    },
  };
}

export function channelPayload(world: World, channel: ChannelState) {
  if (channel.kind === "thread") {
    const isMember = channel.memberIds.has(world.bot.id);
    return {
      ...threadPayload(channel),
      ...(isMember ? { member: threadMemberPayload(channel, world.bot.id) } : {}),
    };
  }
  if (channel.kind !== "dm") return guildChannelPayload(channel);
  return {
    id: channel.id,
    type: channel.isPrivate ? ChannelType.GroupDM : ChannelType.DM,
    last_message_id: [...channel.messages.keys()].at(-1) ?? null,
    flags: 0,
    recipients: [userPayload(world.user(channel.recipientId))],
    ...(channel.isPrivate ? { name: null, icon: null, owner_id: channel.recipientId } : {}),
  };
}
