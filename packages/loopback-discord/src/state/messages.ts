import type { APIAllowedMentions } from "discord-api-types/v10";
import { messageEventPayload } from "../payloads/message.ts";
import type { MessageContent } from "../rules/message-body.ts";
import type { MessageAuthor, MessageHolder, MessageState, Ping } from "./model.ts";
import { findPings, type MentionDefault, mentioningText } from "./pings.ts";
import type { World } from "./world.ts";

export interface Posting {
  readonly author: MessageAuthor;
  readonly content: MessageContent;
  readonly allowedMentions: APIAllowedMentions | null | undefined;
  readonly mentionDefault: MentionDefault;
  readonly id?: string | undefined;
  readonly type?: number | undefined;
  readonly interactionId?: string | undefined;
  readonly referenceId?: string | undefined;
  /** True to keep it out of the channel: only the person who asked sees it. */
  readonly isEphemeral?: boolean | undefined;
}

function guildIdOf(channel: MessageHolder): string | undefined {
  return channel.kind === "dm" ? undefined : channel.guildId;
}

function pingsOf(
  world: World,
  message: MessageState,
  posting: Omit<Posting, "author">,
  cause: Ping["cause"],
): Ping[] {
  const text = mentioningText(posting.content.content, posting.content.components);
  const place = { channelId: message.channelId, messageId: message.id, cause };
  const pings = findPings(text, posting.allowedMentions, posting.mentionDefault).map((ping) => ({
    ...ping,
    ...place,
  }));
  world.pings.push(...pings);
  return pings;
}

/** Puts a message into a channel and tells the gateway. */
export function postMessage(world: World, channel: MessageHolder, posting: Posting): MessageState {
  const { content, ...shown } = posting.content;
  const message: MessageState = {
    ...shown,
    content,
    id: posting.id ?? world.snowflakes.next(),
    channelId: channel.id,
    guildId: guildIdOf(channel),
    type: posting.type ?? 0,
    author: posting.author,
    createdAtMs: world.now(),
    interactionId: posting.interactionId,
    referenceId: posting.referenceId,
    editedAtMs: undefined,
    pinned: false,
    pings: [],
  };
  message.pings = pingsOf(world, message, posting, "create");
  if (posting.isEphemeral) return message;
  channel.messages.set(message.id, message);
  if (channel.kind === "thread") channel.totalMessagesSent += 1;
  tell(world, "MESSAGE_CREATE", message);
  world.change({ kind: "message", what: "created", message });
  return message;
}

function tell(world: World, t: "MESSAGE_CREATE" | "MESSAGE_UPDATE", message: MessageState): void {
  world.dispatch(t, { guildId: message.guildId, channelId: message.channelId }, (seesContent: boolean) =>
    messageEventPayload(world, message, seesContent),
  );
}

/** Changes the content of a message, and looks for mentions again, as Discord does. */
export function editMessage(
  world: World,
  message: MessageState,
  edit: Pick<Posting, "content" | "allowedMentions" | "mentionDefault"> & {
    /** True for a deferred answer that gets its text: it does not count as edited. */
    readonly isFirstText?: boolean;
  },
): void {
  const before = mentioningText(message.content, message.components);
  Object.assign(message, edit.content);
  if (!edit.isFirstText) message.editedAtMs = world.now();
  const hasNewText = mentioningText(message.content, message.components) !== before;
  if (hasNewText || edit.allowedMentions == null) {
    message.pings = [
      ...message.pings,
      ...pingsOf(world, message, edit, edit.isFirstText ? "create" : "edit"),
    ];
  }
  if (isInChannel(world, message)) tell(world, "MESSAGE_UPDATE", message);
  world.change({ kind: "message", what: "edited", message });
}

function isInChannel(world: World, message: MessageState): boolean {
  const channel = world.channels.get(message.channelId);
  return channel !== undefined && channel.kind !== "forum" && channel.messages.has(message.id);
}

export function deleteMessage(world: World, message: MessageState): void {
  const channel = world.channels.get(message.channelId);
  if (channel !== undefined && channel.kind !== "forum" && channel.messages.delete(message.id)) {
    const place = { guildId: message.guildId, channelId: message.channelId };
    const guild = message.guildId === undefined ? {} : { guild_id: message.guildId };
    world.dispatch("MESSAGE_DELETE", place, { id: message.id, channel_id: message.channelId, ...guild });
  }
  world.change({ kind: "message", what: "deleted", message });
}
