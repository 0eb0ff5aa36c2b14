import { messagePayload } from "../payloads/message.ts";
import { botMay, requireInChannel } from "../permissions.ts";
import { type Call, param, type Route } from "../rest/call.ts";
import { limits } from "../rest/limits.ts";
import { invalidField, refusals } from "../rest/refusal.ts";
import { checkBody } from "../rest/request-check.ts";
import { type MessageBody, type MessageContent, readMessageBody } from "../rules/message-body.ts";
import { deleteMessage, editMessage, postMessage } from "../state/messages.ts";
import type { ChannelState, MessageHolder, MessageState } from "../state/model.ts";
import { requireOldEditAllowed } from "../state/old-edits.ts";
import { compareSnowflakes } from "../state/snowflake.ts";
import { openForSending, requireDeletable, requireEditable } from "../state/threads.ts";
import type { World } from "../state/world.ts";

/** Returns whether a bot token can read what other people and webhooks wrote. */
export function readsContent(world: World): boolean {
  return world.hasMessageContentIntent;
}

/** Drops the bot's embeds without an error where it may not embed links. */
export function withoutForbiddenEmbeds(
  world: World,
  channel: ChannelState,
  content: MessageContent,
): MessageContent {
  if (content.embeds.length === 0 || botMay(world, channel, "EmbedLinks")) return content;
  if (content.content === "" && content.components.length === 0) throw refusals.emptyMessage();
  return { ...content, embeds: [] };
}

/** Finds a channel or thread that holds messages and that the bot can view. */
export function holderAt(call: Call): MessageHolder {
  const channel = call.world.channel(param(call, "channel"));
  requireInChannel(call.world, channel);
  if (channel.kind === "forum") throw refusals.nonTextChannel();
  return channel;
}

export function messageAt(call: Call, channel: MessageHolder): MessageState {
  const message = channel.messages.get(param(call, "message"));
  if (message === undefined) throw refusals.unknownMessage();
  return message;
}

const isOwn = (world: World, message: MessageState) =>
  message.author.kind === "user" && message.author.userId === world.bot.id;

function listMessages(call: Call): unknown {
  const { world, query } = call;
  const channel = holderAt(call);
  const limit = Number(query.get("limit") ?? 50);
  if (!Number.isInteger(limit) || limit < 1 || limit > 100) {
    throw invalidField(["limit"], "NUMBER_TYPE_MAX", "int value should be between 1 and 100.");
  }
  const cursors = (["before", "after", "around"] as const).filter((name) => query.has(name));
  if (cursors.length > 1)
    throw invalidField([], "BASE_TYPE_BAD_TYPE", "before, after and around exclude one another.");
  if (!botMay(world, channel, "ReadMessageHistory")) return [];
  const id = query.get(cursors[0] ?? "") ?? "0";
  const messages = [...channel.messages.values()];
  const older = messages.filter((message) => compareSnowflakes(message.id, id) < 0);
  const newer = messages.filter((message) => compareSnowflakes(message.id, id) > 0);
  const found = {
    before: () => older.slice(-limit),
    after: () => newer.slice(0, limit),
    around: () => [
      ...older.slice(-Math.floor(limit / 2)),
      ...messages.filter((message) => compareSnowflakes(message.id, id) >= 0).slice(0, Math.ceil(limit / 2)),
    ],
    newest: () => messages.slice(-limit),
  }[cursors[0] ?? "newest"]();
  return found.reverse().map((message) => messagePayload(world, message, readsContent(world)));
}

function createMessage(call: Call): unknown {
  const { world } = call;
  const place = world.channel(param(call, "channel"));
  if (place.kind === "forum") throw refusals.forumTakesNoMessages();
  const channel = holderAt(call);
  requireInChannel(world, channel, channel.kind === "thread" ? "SendMessagesInThreads" : "SendMessages");
  const body = checkBody<MessageBody>(call, "MessageCreateRequestSchema");
  const content = withoutForbiddenEmbeds(world, channel, readMessageBody(call, body));
  const reference = body.message_reference?.message_id;
  if (reference !== undefined) {
    if (!botMay(world, channel, "ReadMessageHistory")) throw refusals.replyNeedsHistory();
    if (!channel.messages.has(reference) && body.message_reference?.fail_if_not_exists !== false) {
      throw invalidField(["message_reference"], "REPLIES_UNKNOWN_MESSAGE", "Unknown message");
    }
  }
  if (channel.kind === "thread") openForSending(world, channel, botMay(world, channel, "ManageThreads"));
  const message = postMessage(world, channel, {
    author: { kind: "user", userId: world.bot.id },
    content,
    allowedMentions: body.allowed_mentions,
    mentionDefault: "everything",
    type: reference === undefined ? 0 : 19,
    referenceId: reference,
  });
  return messagePayload(world, message, true);
}

function patchMessage(call: Call): unknown {
  const { world } = call;
  const channel = holderAt(call);
  const message = messageAt(call, channel);
  if (!isOwn(world, message)) throw refusals.notYourMessage();
  requireEditable(channel, botMay(world, channel, "ManageThreads"));
  requireOldEditAllowed(world, message);
  const body = checkBody<MessageBody>(call, "MessageEditRequestPartialSchema");
  const content = withoutForbiddenEmbeds(world, channel, readMessageBody(call, body, { before: message }));
  const mentionDefault = message.interactionId === undefined ? "everything" : "users";
  editMessage(world, message, { content, allowedMentions: body.allowed_mentions, mentionDefault });
  return messagePayload(world, message, true);
}

const forMessages = { authorization: "bot", path: "/channels/:channel/messages" } as const;
const forMessage = { authorization: "bot", path: "/channels/:channel/messages/:message" } as const;

export const messageRoutes: readonly Route[] = [
  { ...forMessages, method: "GET", limit: limits.listMessages, handle: listMessages },
  { ...forMessages, method: "POST", limit: limits.createMessage, handle: createMessage },
  {
    ...forMessage,
    method: "GET",
    limit: limits.read,
    handle: (call) => {
      const channel = holderAt(call);
      requireInChannel(call.world, channel, "ReadMessageHistory");
      return messagePayload(call.world, messageAt(call, channel), readsContent(call.world));
    },
  },
  { ...forMessage, method: "PATCH", limit: limits.editMessage, handle: patchMessage },
  {
    ...forMessage,
    method: "DELETE",
    limit: limits.deleteMessage,
    handle: (call) => {
      const channel = holderAt(call);
      const message = messageAt(call, channel);
      if (!isOwn(call.world, message)) requireInChannel(call.world, channel, "ManageMessages");
      requireDeletable(channel, botMay(call.world, channel, "ManageThreads"));
      deleteMessage(call.world, message);
    },
  },
];
