import { randomBytes } from "node:crypto";
import { MessageFlags } from "discord-api-types/v10";
import { botMay } from "../permissions.ts";
import type { MessageContent } from "../rules/message-body.ts";
import type { FirstResponse, InteractionState } from "./interaction.ts";
import { postMessage } from "./messages.ts";
import type { MessageHolder, MessageState } from "./model.ts";
import { openForSending } from "./threads.ts";
import type { World } from "./world.ts";

export const tokenLifeMs = 15 * 60_000;

export type NewInteraction = Pick<
  InteractionState,
  "type" | "channelId" | "guildId" | "userId" | "commandName" | "source" | "isUserInstallOnly"
>;

export function createInteraction(world: World, interaction: NewInteraction): InteractionState {
  const state: InteractionState = {
    ...interaction,
    id: world.snowflakes.next(),
    token: randomBytes(120).toString("base64url"),
    createdAtMs: world.now(),
    followUps: new Map(),
    ephemeralMessageIds: new Set(),
    first: undefined,
    followUpCount: 0,
    answerCount: 0,
    original: undefined,
    expired: false,
    isTooLate: false,
    onFirst: undefined,
  };
  world.interactions.set(state.id, state);
  world.interactionsByToken.set(state.token, state);
  return state;
}

export const nothing: MessageContent = { content: "", embeds: [], components: [], attachments: [], flags: 0 };

/** Posts the app's answer. Only the person who asked sees it if it is ephemeral. */
export function postAnswer(
  world: World,
  interaction: InteractionState,
  content: MessageContent,
  allowedMentions: Parameters<typeof postMessage>[2]["allowedMentions"],
): MessageState {
  const channel = world.channel(interaction.channelId);
  if (channel.kind === "forum") throw new Error("Nobody answers in a forum channel itself");
  // An answer un-archives a thread, as any message does.
  if (channel.kind === "thread") openForSending(world, channel, botMay(world, channel, "ManageThreads"));
  const isEphemeral = (content.flags & MessageFlags.Ephemeral) !== 0;
  const message = postMessage(world, channel satisfies MessageHolder, {
    author: { kind: "user", userId: world.bot.id },
    content,
    allowedMentions,
    mentionDefault: "users",
    type: interaction.type === 2 ? 20 : 0,
    interactionId: interaction.id,
    isEphemeral,
  });
  if (isEphemeral) interaction.ephemeralMessageIds.add(message.id);
  return message;
}

export function acknowledge(world: World, interaction: InteractionState, first: FirstResponse): void {
  interaction.first = first;
  if ("message" in first) interaction.original = first.message;
  interaction.onFirst?.();
  noteAnswer(world, interaction);
}

export function noteAnswer(world: World, interaction: InteractionState): void {
  interaction.answerCount += 1;
  world.change({ kind: "answer", interactionId: interaction.id });
}

/** Returns whether the answer still shows "thinking…". */
export function isLoading(message: MessageState): boolean {
  return (message.flags & MessageFlags.Loading) !== 0;
}
