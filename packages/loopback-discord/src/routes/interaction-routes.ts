import {
  type APIModalInteractionResponseCallbackData,
  InteractionResponseType,
  InteractionType,
  MessageFlags,
} from "discord-api-types/v10";
import { messagePayload } from "../payloads/message.ts";
import { type Call, param, type Route } from "../rest/call.ts";
import { limits } from "../rest/limits.ts";
import { invalidField, refusals } from "../rest/refusal.ts";
import { checkBody } from "../rest/request-check.ts";
import { type MessageBody, readMessageBody } from "../rules/message-body.ts";
import { checkModal } from "../rules/modal.ts";
import type { FirstResponse, InteractionState } from "../state/interaction.ts";
import { acknowledge, isLoading, nothing, postAnswer } from "../state/interactions.ts";
import { editMessage } from "../state/messages.ts";

interface CallbackBody {
  readonly type: number;
  readonly data?: MessageBody & {
    readonly choices?: readonly { readonly name: string; readonly value: string | number }[];
  };
}

const { ChannelMessageWithSource, DeferredChannelMessageWithSource, DeferredMessageUpdate } =
  InteractionResponseType;
const { UpdateMessage, ApplicationCommandAutocompleteResult, Modal } = InteractionResponseType;

/** Lists the first answers that an interaction may get. */
function allowedTypes(interaction: InteractionState): readonly number[] {
  const messages = [ChannelMessageWithSource, DeferredChannelMessageWithSource];
  const updates = interaction.source === undefined ? [] : [DeferredMessageUpdate, UpdateMessage];
  if (interaction.type === InteractionType.ApplicationCommandAutocomplete)
    return [ApplicationCommandAutocompleteResult];
  // A modal cannot answer a modal.
  if (interaction.type === InteractionType.ModalSubmit) return [...messages, ...updates];
  return [...messages, ...updates, Modal];
}

function respond(call: Call, interaction: InteractionState, type: number): FirstResponse {
  const { world } = call;
  const { source } = interaction;
  if (type === ApplicationCommandAutocompleteResult) {
    const body = checkBody<CallbackBody>(call, "ApplicationCommandAutocompleteCallbackRequestSchema");
    const choices = body.data?.choices ?? [];
    if (choices.length > 25)
      throw invalidField(["data", "choices"], "BASE_TYPE_MAX_LENGTH", "Must be 25 or fewer in length.");
    return { kind: "choices", choices };
  }
  if (type === Modal) {
    const body = checkBody<{ data: APIModalInteractionResponseCallbackData }>(
      call,
      "ModalInteractionCallbackRequestSchema",
    );
    checkModal(body.data);
    return { kind: "modal", modal: body.data };
  }
  const isUpdate = type === UpdateMessage || type === DeferredMessageUpdate;
  const schema = isUpdate
    ? "UpdateMessageInteractionCallbackRequestSchema"
    : "CreateMessageInteractionCallbackRequestSchema";
  const { data } = checkBody<CallbackBody>(call, schema);
  if (isUpdate && source !== undefined) {
    if (type === DeferredMessageUpdate) return { kind: "deferred-update", message: source };
    const content = readMessageBody(call, data ?? {}, { before: source, mayBeEphemeral: true });
    editMessage(world, source, { content, allowedMentions: data?.allowed_mentions, mentionDefault: "users" });
    return { kind: "update", message: source };
  }
  if (type === DeferredChannelMessageWithSource) {
    const flags = (data?.flags ?? 0) | MessageFlags.Loading;
    return {
      kind: "deferred",
      message: postAnswer(world, interaction, { ...nothing, flags }, { parse: [] }),
    };
  }
  const content = readMessageBody(call, data ?? {}, { mayBeEphemeral: true });
  return { kind: "message", message: postAnswer(world, interaction, content, data?.allowed_mentions) };
}

function callback(call: Call): unknown {
  const { world } = call;
  const interaction = world.interactionsByToken.get(param(call, "token"));
  if (interaction === undefined || interaction.id !== param(call, "interaction"))
    throw refusals.unknownInteraction();
  if (interaction.first !== undefined) throw refusals.alreadyAcknowledged();
  if (interaction.expired || interaction.isTooLate) throw refusals.unknownInteraction();
  const type = (call.body as CallbackBody | undefined)?.type ?? 0;
  if (!allowedTypes(interaction).includes(type)) {
    const message = `Value must be one of {${allowedTypes(interaction).join(", ")}}.`;
    throw invalidField(["type"], "BASE_TYPE_CHOICES", message);
  }
  const first = respond(call, interaction, type);
  acknowledge(world, interaction, first);
  if (call.query.get("with_response") !== "true") return undefined;
  const message = "message" in first ? first.message : undefined;
  const isNew = first.kind === "message" || first.kind === "deferred";
  return {
    interaction: {
      id: interaction.id,
      type: interaction.type,
      ...(message === undefined
        ? {}
        : {
            response_message_id: message.id,
            response_message_loading: isLoading(message),
            response_message_ephemeral: (message.flags & MessageFlags.Ephemeral) !== 0,
          }),
    },
    ...(message === undefined || first.kind === "deferred-update"
      ? {}
      : { resource: { type, message: messagePayload(world, message, true) } }),
    ...(isNew || message !== undefined ? {} : { resource: { type } }),
  };
}

export const interactionRoutes = [
  {
    method: "POST",
    path: "/interactions/:interaction/:token/callback",
    authorization: "token",
    limit: limits.interactionCallback,
    handle: callback,
  },
] satisfies readonly Route[];
