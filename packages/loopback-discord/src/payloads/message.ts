import type { MessageAuthor, MessageState } from "../state/model.ts";
import type { World } from "../state/world.ts";
import { partialMemberPayload, userPayload } from "./user.ts";

function authorPayload(world: World, author: MessageAuthor) {
  if (author.kind === "user") return userPayload(world.user(author.userId));
  return {
    ...userPayload({ id: author.webhookId, username: author.username, globalName: undefined, bot: true }),
    // The API returns a per-message avatar as a hash of Discord's own copy.
    avatar: author.avatarUrl === undefined ? null : "0123456789abcdef0123456789abcdef",
  };
}

function mentionFields(world: World, content: string) {
  const users = [...content.matchAll(/<@!?(\d+)>/g)].map((match) => world.users.get(match[1] ?? ""));
  return {
    mentions: [...new Set(users)].flatMap((user) => (user === undefined ? [] : [userPayload(user)])),
    mention_roles: [...content.matchAll(/<@&(\d+)>/g)].map((match) => match[1]),
    mention_everyone: /@(everyone|here)/.test(content),
  };
}

/** The fields of this app's answer to a person, wherever it is read. */
function interactionFields(world: World, message: MessageState) {
  if (message.interactionId === undefined) return {};
  const interaction = world.interactions.get(message.interactionId);
  if (interaction === undefined) return {};
  const user = userPayload(world.user(interaction.userId));
  const owners = interaction.isUserInstallOnly
    ? { "1": interaction.userId }
    : { "0": interaction.guildId ?? "0" };
  return {
    webhook_id: world.applicationId,
    interaction_metadata: {
      id: interaction.id,
      type: interaction.type,
      user,
      authorizing_integration_owners: owners,
      ...(interaction.commandName === undefined ? {} : { name: interaction.commandName }),
      ...(interaction.source === undefined ? {} : { interacted_message_id: interaction.source.id }),
    },
  };
}

function referenceFields(world: World, message: MessageState, seesContent: boolean): Record<string, unknown> {
  if (message.referenceId === undefined) return {};
  const channel = world.channels.get(message.channelId);
  const holder = channel && channel.kind !== "forum" ? channel.messages : undefined;
  const referenced = holder?.get(message.referenceId);
  return {
    message_reference: {
      type: 0,
      channel_id: message.channelId,
      message_id: message.referenceId,
      ...(message.guildId === undefined ? {} : { guild_id: message.guildId }),
    },
    referenced_message: referenced === undefined ? null : messagePayload(world, referenced, seesContent),
  };
}

/**
 * A message as the API shows it. Without the privileged MessageContent intent, content is shown only for the bot's own messages,
 * direct messages and messages that mention the bot; it is hidden for messages of the bot's own webhooks.
 */
export function messagePayload(
  world: World,
  message: MessageState,
  seesContent: boolean,
): Record<string, unknown> {
  const channel = world.channels.get(message.channelId);
  const isOwn = message.author.kind === "user" && message.author.userId === world.bot.id;
  const isMentioned = message.content.includes(`<@${world.bot.id}>`);
  const isShown = seesContent || isOwn || isMentioned || channel?.kind === "dm";
  const { author } = message;
  const applicationId = isOwn
    ? world.applicationId
    : author.kind === "webhook"
      ? author.applicationId
      : undefined;
  return {
    id: message.id,
    channel_id: message.channelId,
    type: message.type,
    author: authorPayload(world, author),
    content: isShown ? message.content : "",
    embeds: isShown ? message.embeds : [],
    attachments: isShown ? message.attachments : [],
    components: isShown ? message.components : [],
    ...mentionFields(world, message.content),
    timestamp: new Date(message.createdAtMs).toISOString(),
    edited_timestamp: message.editedAtMs === undefined ? null : new Date(message.editedAtMs).toISOString(),
    flags: message.flags,
    pinned: message.pinned,
    tts: false,
    ...(author.kind === "webhook" ? { webhook_id: author.webhookId } : {}),
    ...(applicationId === undefined ? {} : { application_id: applicationId }),
    ...interactionFields(world, message),
    ...referenceFields(world, message, seesContent),
  };
}

/** Fields that the gateway adds to a message. */
export function messageEventPayload(world: World, message: MessageState, seesContent: boolean) {
  const guild = message.guildId === undefined ? undefined : world.guilds.get(message.guildId);
  const member = message.author.kind === "user" ? guild?.members.get(message.author.userId) : undefined;
  return {
    ...messagePayload(world, message, seesContent),
    ...(guild === undefined ? {} : { guild_id: guild.id }),
    ...(member === undefined ? {} : { member: partialMemberPayload(member) }),
  };
}
