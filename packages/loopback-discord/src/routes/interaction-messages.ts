import { MessageFlags } from "discord-api-types/v10";
import { messagePayload } from "../payloads/message.ts";
import { type Call, param } from "../rest/call.ts";
import { refusals } from "../rest/refusal.ts";
import { checkBody } from "../rest/request-check.ts";
import { type MessageBody, readMessageBody } from "../rules/message-body.ts";
import type { InteractionState } from "../state/interaction.ts";
import { isLoading, noteAnswer, postAnswer, tokenLifeMs } from "../state/interactions.ts";
import { deleteMessage, editMessage } from "../state/messages.ts";
import type { MessageState } from "../state/model.ts";
import type { TokenHandlers } from "./webhook-message-routes.ts";

/** @throws {Refusal} 50027 once the fifteen minutes are over, 10015 before the first answer */
function interactionOf(call: Call): InteractionState {
  const interaction = call.world.interactionsByToken.get(param(call, "token"));
  if (interaction === undefined) throw refusals.unknownWebhook();
  const age = call.world.now() - interaction.createdAtMs;
  if (interaction.expired || age > tokenLifeMs * call.world.speed) throw refusals.invalidWebhookToken();
  if (interaction.first === undefined) {
    call.violate("an interaction was followed up before it was answered");
    throw refusals.unknownWebhook();
  }
  return interaction;
}

function isGone(call: Call, message: MessageState, interaction: InteractionState): boolean {
  if (interaction.ephemeralMessageIds.has(message.id)) return false;
  const isEphemeral = (message.flags & MessageFlags.Ephemeral) !== 0;
  if (isEphemeral) return false;
  const channel = call.world.channels.get(message.channelId);
  return channel === undefined || channel.kind === "forum" || !channel.messages.has(message.id);
}

function messageOf(call: Call, interaction: InteractionState): MessageState {
  const id = param(call, "message");
  const isOriginal = id === "@original" || id === interaction.original?.id;
  const message = isOriginal ? interaction.original : interaction.followUps.get(id);
  if (message === undefined || isGone(call, message, interaction)) throw refusals.unknownMessage();
  return message;
}

function edit(call: Call, interaction: InteractionState, message: MessageState, body: MessageBody): unknown {
  const { world } = call;
  const isFirstText = isLoading(message);
  const content = readMessageBody(call, body, { before: message, mayBeEphemeral: true });
  const flags = content.flags & ~MessageFlags.Loading;
  const wasEphemeral = message.flags & MessageFlags.Ephemeral;
  const settled = { ...content, flags: (flags & ~MessageFlags.Ephemeral) | wasEphemeral };
  editMessage(world, message, {
    content: settled,
    allowedMentions: body.allowed_mentions,
    mentionDefault: "users",
    isFirstText,
  });
  noteAnswer(world, interaction);
  return messagePayload(world, message, true);
}

/** The routes under `/webhooks/:webhook/:token` where the webhook is the application and the token an interaction's. */
export const interactionMessages: TokenHandlers = {
  /** Create Followup Message. The first one fills in a deferred answer. */
  execute(call) {
    const { world } = call;
    const interaction = interactionOf(call);
    const body = checkBody<MessageBody>(call, "IncomingWebhookRequestPartialSchema");
    const { original } = interaction;
    if (interaction.first?.kind === "deferred" && original !== undefined && isLoading(original)) {
      return edit(call, interaction, original, body);
    }
    if (interaction.isUserInstallOnly && interaction.followUpCount >= 5) throw refusals.tooManyFollowUps();
    const content = readMessageBody(call, body, { mayBeEphemeral: true });
    const message = postAnswer(world, interaction, content, body.allowed_mentions);
    interaction.followUpCount += 1;
    interaction.followUps.set(message.id, message);
    noteAnswer(world, interaction);
    return messagePayload(world, message, true);
  },

  read(call) {
    return messagePayload(call.world, messageOf(call, interactionOf(call)), true);
  },

  edit(call) {
    const interaction = interactionOf(call);
    const message = messageOf(call, interaction);
    return edit(
      call,
      interaction,
      message,
      checkBody<MessageBody>(call, "IncomingWebhookUpdateRequestPartialSchema"),
    );
  },

  remove(call) {
    const interaction = interactionOf(call);
    const message = messageOf(call, interaction);
    deleteMessage(call.world, message);
    interaction.ephemeralMessageIds.delete(message.id);
    interaction.followUps.delete(message.id);
    if (interaction.original === message) interaction.original = undefined;
    noteAnswer(call.world, interaction);
  },
};
