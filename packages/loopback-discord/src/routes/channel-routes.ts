import { ChannelFlags } from "discord-api-types/v10";
import { channelPayload } from "../payloads/channel.ts";
import { botMay, requireInChannel } from "../permissions.ts";
import { type Call, param, type Route } from "../rest/call.ts";
import { limits } from "../rest/limits.ts";
import { invalidField, refusals } from "../rest/refusal.ts";
import { checkBody } from "../rest/request-check.ts";
import { checkThreadName } from "../rules/names.ts";
import { announceChannel, deleteChannel } from "../state/channels.ts";
import type { ForumChannelState, ForumTagState, GuildChannelState, ThreadState } from "../state/model.ts";
import { announceThread, checkTags, deleteThread, setArchived } from "../state/threads.ts";

interface TagBody {
  readonly id?: string | null;
  readonly name: string;
  readonly moderated?: boolean | null;
  readonly emoji_name?: string | null;
}

interface ChannelBody {
  readonly name?: string;
  readonly topic?: string | null;
  readonly flags?: number | null;
  readonly available_tags?: readonly TagBody[] | null;
}

interface ThreadBody {
  readonly name?: string | null;
  readonly archived?: boolean | null;
  readonly locked?: boolean | null;
  readonly auto_archive_duration?: number | null;
  readonly rate_limit_per_user?: number | null;
  readonly flags?: number | null;
  readonly applied_tags?: readonly string[] | null;
}

function readTags(call: Call, forum: ForumChannelState, tags: readonly TagBody[]): ForumTagState[] {
  if (tags.length > 20) throw refusals.tooManyTags();
  const read = tags.map((tag, index) => {
    const name = tag.name.trim();
    const path = ["available_tags", index, "name"];
    if (name.length < 1 || name.length > 20) {
      throw invalidField(path, "BASE_TYPE_BAD_LENGTH", "Must be between 1 and 20 in length.");
    }
    if (tag.id && !forum.tags.some(({ id }) => id === tag.id)) throw refusals.unknownTag();
    return {
      id: tag.id || call.world.snowflakes.next(),
      name,
      moderated: tag.moderated ?? false,
      emojiName: tag.emoji_name ?? undefined,
    };
  });
  if (new Set(read.map(({ name }) => name)).size < read.length) throw refusals.tagNamesNotUnique();
  return read;
}

function patchChannel(call: Call, channel: GuildChannelState): unknown {
  const { world } = call;
  requireInChannel(world, channel, "ManageChannels");
  const body = checkBody<ChannelBody>(call, "UpdateGuildChannelRequestPartialSchema");
  if (body.name !== undefined) channel.name = checkThreadName(body.name);
  if (body.topic !== undefined) channel.topic = body.topic ?? undefined;
  if (channel.kind === "forum") {
    const before = channel.tags;
    if (body.available_tags) channel.tags = readTags(call, channel, body.available_tags);
    if (body.flags != null) channel.requiresTag = (body.flags & ChannelFlags.RequireTag) !== 0;
    const lost = before.filter((tag) => !channel.tags.some(({ id }) => id === tag.id)).map(({ id }) => id);
    for (const thread of world.channels.values()) {
      if (thread.kind !== "thread" || thread.parentId !== channel.id) continue;
      thread.appliedTags = thread.appliedTags.filter((id) => !lost.includes(id));
    }
  }
  announceChannel(world, channel, "CHANNEL_UPDATE");
  return channelPayload(world, channel);
}

/** https://docs.discord.com/developers/resources/channel#modify-channel-json-params-thread */
function patchThread(call: Call, thread: ThreadState): unknown {
  const { world } = call;
  requireInChannel(world, thread);
  const body = checkBody<ThreadBody>(call, "UpdateThreadRequestPartialSchema");
  const manages = botMay(world, thread, "ManageThreads");
  const owns = thread.ownerId === world.bot.id;
  const opens =
    thread.archived &&
    body.archived === false &&
    !thread.locked &&
    botMay(world, thread, "SendMessagesInThreads");
  const changesMore = Object.keys(body).some((key) => key !== "archived");
  if (!manages && !owns && !(opens && !changesMore)) throw refusals.missingPermissions();
  const managersOnly = [body.locked, body.rate_limit_per_user, body.flags].some((field) => field != null);
  if (!manages && (managersOnly || (thread.locked && body.archived === false)))
    throw refusals.missingPermissions();
  const staysArchived = thread.archived && body.archived !== false;
  // Not even locking works: https://github.com/discord/discord-api-docs/issues/6928
  if (staysArchived && changesMore) throw refusals.archivedThread();
  if (body.name != null) thread.name = checkThreadName(body.name);
  if (body.applied_tags != null) {
    const parent = world.channel(thread.parentId);
    if (parent.kind === "forum") checkTags(parent, body.applied_tags, manages);
    thread.appliedTags = body.applied_tags;
  }
  if (body.locked != null) thread.locked = body.locked;
  if (body.auto_archive_duration != null) {
    thread.autoArchiveMinutes = body.auto_archive_duration;
    thread.archiveChangedAtMs = world.now();
  }
  if (body.rate_limit_per_user != null) thread.rateLimitPerUser = body.rate_limit_per_user;
  if (body.flags != null) thread.pinned = (body.flags & ChannelFlags.Pinned) !== 0;
  if (body.archived != null && body.archived !== thread.archived) setArchived(world, thread, body.archived);
  else announceThread(world, thread);
  return channelPayload(world, thread);
}

export const channelRoutes = [
  {
    method: "GET",
    path: "/channels/:channel",
    authorization: "bot",
    limit: limits.read,
    handle: (call) => {
      const channel = call.world.channel(param(call, "channel"));
      requireInChannel(call.world, channel);
      return channelPayload(call.world, channel);
    },
  },
  {
    method: "PATCH",
    path: "/channels/:channel",
    authorization: "bot",
    limit: limits.editChannel,
    handle: (call) => {
      const channel = call.world.channel(param(call, "channel"));
      if (channel.kind === "dm") throw refusals.wrongChannelType();
      return channel.kind === "thread" ? patchThread(call, channel) : patchChannel(call, channel);
    },
  },
  {
    method: "DELETE",
    path: "/channels/:channel",
    authorization: "bot",
    limit: limits.editChannel,
    handle: (call) => {
      const { world } = call;
      const channel = world.channel(param(call, "channel"));
      if (channel.kind === "dm") throw refusals.wrongChannelType();
      requireInChannel(world, channel, channel.kind === "thread" ? "ManageThreads" : "ManageChannels");
      const payload = channelPayload(world, channel);
      if (channel.kind === "thread") deleteThread(world, channel);
      else deleteChannel(world, channel);
      return payload;
    },
  },
] satisfies readonly Route[];
