import { channelPayload, threadMemberPayload } from "../payloads/channel.ts";
import { messagePayload } from "../payloads/message.ts";
import { botMay, requireInChannel } from "../permissions.ts";
import { type Call, param, Reply, type Route } from "../rest/call.ts";
import { limits } from "../rest/limits.ts";
import { invalidField, refusals } from "../rest/refusal.ts";
import { checkBody } from "../rest/request-check.ts";
import { type MessageBody, readMessageBody } from "../rules/message-body.ts";
import { checkThreadName } from "../rules/names.ts";
import { postMessage } from "../state/messages.ts";
import type { ForumChannelState, ThreadState } from "../state/model.ts";
import { checkTags, createThread } from "../state/threads.ts";
import { withoutForbiddenEmbeds } from "./message-routes.ts";

interface ForumPostBody {
  readonly name: string;
  readonly auto_archive_duration?: number | null;
  readonly rate_limit_per_user?: number | null;
  readonly applied_tags?: readonly string[] | null;
  readonly message: MessageBody;
}

/** https://docs.discord.com/developers/resources/channel#start-thread-in-forum-or-media-channel */
function createForumPost(call: Call, forum: ForumChannelState): Reply {
  const { world } = call;
  requireInChannel(world, forum, "SendMessages");
  const body = checkBody<ForumPostBody>(call, "CreateForumThreadRequestSchema");
  const name = checkThreadName(body.name);
  const tags = body.applied_tags ?? [];
  checkTags(forum, tags, botMay(world, forum, "ManageThreads"));
  const content = withoutForbiddenEmbeds(world, forum, readMessageBody(call, body.message));
  const thread = createThread(world, forum, {
    name,
    ownerId: world.bot.id,
    appliedTags: tags,
    autoArchiveMinutes: body.auto_archive_duration,
    rateLimitPerUser: body.rate_limit_per_user,
  });
  const message = postMessage(world, thread, {
    id: thread.id,
    author: { kind: "user", userId: world.bot.id },
    content,
    allowedMentions: body.message.allowed_mentions,
    mentionDefault: "everything",
  });
  return new Reply(201, { ...channelPayload(world, thread), message: messagePayload(world, message, true) });
}

function threadAt(call: Call): ThreadState {
  const channel = call.world.channel(param(call, "channel"));
  if (channel.kind !== "thread") throw refusals.wrongChannelType();
  requireInChannel(call.world, channel);
  return channel;
}

function listArchived(call: Call): unknown {
  const { world } = call;
  const parent = world.channel(param(call, "channel"));
  requireInChannel(world, parent, "ReadMessageHistory");
  const limit = Number(call.query.get("limit") ?? 50);
  // Observed, not documented: the least that can be requested is two.
  if (!Number.isInteger(limit) || limit < 2 || limit > 100) {
    throw invalidField(["limit"], "NUMBER_TYPE_MAX", "int value should be between 2 and 100.");
  }
  const before = call.query.get("before");
  const beforeMs = before === null ? Number.POSITIVE_INFINITY : Date.parse(before);
  if (Number.isNaN(beforeMs))
    throw invalidField(["before"], "DATE_TIME_TYPE_PARSE", "Could not parse the time.");
  const archived = [...world.channels.values()]
    .filter((channel): channel is ThreadState => channel.kind === "thread" && channel.parentId === parent.id)
    .filter((thread) => thread.archived && thread.archiveChangedAtMs < beforeMs)
    .sort((a, b) => b.archiveChangedAtMs - a.archiveChangedAtMs);
  const page = archived.slice(0, limit);
  const joined = page.filter((thread) => thread.memberIds.has(world.bot.id));
  return {
    threads: page.map((thread) => channelPayload(world, thread)),
    members: joined.map((thread) => threadMemberPayload(thread, world.bot.id)),
    has_more: archived.length > page.length,
  };
}

function changeMembership(call: Call, joins: boolean): undefined {
  const thread = threadAt(call);
  if (thread.archived) throw refusals.archivedThread();
  const asked = call.params.user ?? "@me";
  const userId = asked === "@me" ? call.world.bot.id : asked;
  if (joins) thread.memberIds.add(userId);
  else thread.memberIds.delete(userId);
}

const members = { authorization: "bot", limit: limits.threadMembers } as const;

export const threadRoutes = [
  {
    method: "POST",
    path: "/channels/:channel/threads",
    authorization: "bot",
    limit: limits.createForumPost,
    handle: (call) => {
      const channel = call.world.channel(param(call, "channel"));
      if (channel.kind !== "forum") throw refusals.wrongChannelType();
      return createForumPost(call, channel);
    },
  },
  {
    method: "GET",
    path: "/channels/:channel/threads/archived/public",
    authorization: "bot",
    limit: limits.listMessages,
    handle: listArchived,
  },
  {
    ...members,
    method: "GET",
    path: "/channels/:channel/thread-members",
    handle: (call) => {
      const thread = threadAt(call);
      return [...thread.memberIds].map((userId) => threadMemberPayload(thread, userId));
    },
  },
  {
    ...members,
    method: "PUT",
    path: "/channels/:channel/thread-members/:user",
    handle: (call) => changeMembership(call, true),
  },
  {
    ...members,
    method: "DELETE",
    path: "/channels/:channel/thread-members/:user",
    handle: (call) => changeMembership(call, false),
  },
] satisfies readonly Route[];
