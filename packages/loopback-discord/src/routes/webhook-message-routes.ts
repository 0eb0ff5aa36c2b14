import { channelPayload } from "../payloads/channel.ts";
import { messagePayload } from "../payloads/message.ts";
import { type Call, param, type Route } from "../rest/call.ts";
import { limits } from "../rest/limits.ts";
import { refusals } from "../rest/refusal.ts";
import { checkBody } from "../rest/request-check.ts";
import { type MessageBody, readMessageBody } from "../rules/message-body.ts";
import { checkAvatarUrl, checkThreadName, checkWebhookName } from "../rules/names.ts";
import { deleteMessage, editMessage, postMessage } from "../state/messages.ts";
import type {
  ForumChannelState,
  MessageHolder,
  MessageState,
  TextChannelState,
  WebhookState,
} from "../state/model.ts";
import { requireOldEditAllowed } from "../state/old-edits.ts";
import {
  checkTags,
  createThread,
  openForSending,
  requireDeletable,
  requireEditable,
  requireRoomForThread,
} from "../state/threads.ts";
import { webhookByToken } from "./webhook-routes.ts";

interface ExecuteBody extends MessageBody {
  readonly username?: string | null;
  readonly avatar_url?: string | null;
  readonly thread_name?: string | null;
  readonly applied_tags?: readonly string[] | null;
}

function homeOf(call: Call, webhook: WebhookState): ForumChannelState | TextChannelState {
  const channel = call.world.channel(webhook.channelId);
  if (channel.kind === "thread" || channel.kind === "dm") throw refusals.unknownChannel();
  return channel;
}

/** Finds the place of an execution. The thread is opened only if everything else is right. */
function placeOf(call: Call, webhook: WebhookState, body: ExecuteBody): () => MessageHolder {
  const { world } = call;
  const home = homeOf(call, webhook);
  const threadId = call.query.get("thread_id");
  const threadName = body.thread_name ?? undefined;
  if (home.kind === "forum" && threadId === null && threadName === undefined)
    throw refusals.webhookNeedsThread();
  if (threadId !== null && threadName !== undefined) throw refusals.webhookThreadTwice();
  if (threadId !== null) {
    const thread = world.channel(threadId);
    if (thread.kind !== "thread" || thread.parentId !== home.id) throw refusals.unknownChannel();
    return () => {
      openForSending(world, thread, false);
      return thread;
    };
  }
  if (threadName === undefined && home.kind === "text") return () => home;
  if (home.kind === "text") throw refusals.webhookThreadOutsideForum();
  const name = checkThreadName(threadName ?? "", ["thread_name"]);
  const appliedTags = body.applied_tags ?? [];
  checkTags(home, appliedTags, true);
  requireRoomForThread(world, home.guildId);
  return () => createThread(world, home, { name, appliedTags, ownerId: webhook.id });
}

function execute(call: Call): unknown {
  const { world } = call;
  const webhook = webhookByToken(call);
  const body = checkBody<ExecuteBody>(call, "IncomingWebhookRequestPartialSchema");
  const isOwned = webhook.applicationId === world.applicationId;
  const takesComponents = isOwned || call.query.get("with_components") === "true";
  const username = body.username == null ? webhook.name : checkWebhookName(body.username, "username");
  const avatarUrl = checkAvatarUrl(body.avatar_url);
  const open = placeOf(call, webhook, body);
  const content = readMessageBody(call, takesComponents ? body : { ...body, components: [] });
  const channel = open();
  const isFirst = channel.kind === "thread" && channel.ownerId === webhook.id && channel.messages.size === 0;
  const message = postMessage(world, channel, {
    id: isFirst ? channel.id : undefined,
    author: {
      kind: "webhook",
      webhookId: webhook.id,
      applicationId: webhook.applicationId,
      username,
      avatarUrl,
    },
    content,
    allowedMentions: body.allowed_mentions,
    mentionDefault: "users",
  });
  if (call.query.get("wait") !== "true") return undefined;
  const thread = isFirst ? { thread: channelPayload(world, channel) } : {};
  return { ...messagePayload(world, message, true), ...thread };
}

/** Finds a message of this webhook. One in a thread is found only with its `thread_id`. */
function messageOf(call: Call, webhook: WebhookState): { message: MessageState; channel: MessageHolder } {
  const home = homeOf(call, webhook);
  const threadId = call.query.get("thread_id");
  const channel = threadId === null ? home : call.world.channel(threadId);
  if (channel.kind === "forum") throw refusals.unknownMessage();
  if (channel.kind === "thread" && channel.parentId !== home.id) throw refusals.unknownChannel();
  const message = channel.messages.get(param(call, "message"));
  const isOwn = message?.author.kind === "webhook" && message.author.webhookId === webhook.id;
  if (message === undefined || !isOwn) throw refusals.unknownMessage();
  return { message, channel };
}

/** The routes under `/webhooks/:webhook/:token` where the webhook is one of a channel. */
const webhookMessages = {
  execute,

  read(call: Call): unknown {
    return messagePayload(call.world, messageOf(call, webhookByToken(call)).message, true);
  },

  edit(call: Call): unknown {
    const { world } = call;
    const { message, channel } = messageOf(call, webhookByToken(call));
    requireEditable(channel, false);
    requireOldEditAllowed(world, message);
    const body = checkBody<MessageBody>(call, "IncomingWebhookUpdateRequestPartialSchema");
    const content = readMessageBody(call, body, { before: message });
    editMessage(world, message, { content, allowedMentions: body.allowed_mentions, mentionDefault: "users" });
    return messagePayload(world, message, true);
  },

  remove(call: Call): undefined {
    const { message, channel } = messageOf(call, webhookByToken(call));
    requireDeletable(channel, false);
    deleteMessage(call.world, message);
  },
};

/** Discord serves interactions under the same paths, where the "webhook" is the application. */
export type TokenHandlers = Readonly<Record<keyof typeof webhookMessages, Route["handle"]>>;

export function tokenMessageRoutes(ofInteraction: TokenHandlers): readonly Route[] {
  const choose =
    (name: keyof TokenHandlers): Route["handle"] =>
    (call) =>
      (param(call, "webhook") === call.world.applicationId ? ofInteraction : webhookMessages)[name](call);
  const one = { path: "/webhooks/:webhook/:token/messages/:message", authorization: "token" } as const;
  return [
    {
      method: "POST",
      path: "/webhooks/:webhook/:token",
      authorization: "token",
      limit: limits.executeWebhook,
      handle: choose("execute"),
    },
    { ...one, method: "GET", limit: limits.readWebhookMessage, handle: choose("read") },
    { ...one, method: "PATCH", limit: limits.editWebhookMessage, handle: choose("edit") },
    { ...one, method: "DELETE", limit: limits.deleteWebhookMessage, handle: choose("remove") },
  ];
}
