import type { APIModalInteractionResponseCallbackData, InteractionType } from "discord-api-types/v10";
import type { MessageState } from "./model.ts";

/** The first thing the app said to an interaction. */
export type FirstResponse =
  | { readonly kind: "message"; readonly message: MessageState }
  | { readonly kind: "deferred"; readonly message: MessageState }
  | { readonly kind: "update"; readonly message: MessageState }
  | { readonly kind: "deferred-update"; readonly message: MessageState }
  | {
      readonly kind: "choices";
      readonly choices: readonly { readonly name: string; readonly value: string | number }[];
    }
  | { readonly kind: "modal"; readonly modal: APIModalInteractionResponseCallbackData };

export interface InteractionState {
  readonly id: string;
  readonly token: string;
  readonly type: InteractionType;
  readonly createdAtMs: number;
  readonly channelId: string;
  readonly guildId: string | undefined;
  readonly userId: string;
  /** The name of the command, kept for the answer's `interaction_metadata`. */
  readonly commandName: string | undefined;
  /** The message whose button, select or modal was used. */
  readonly source: MessageState | undefined;
  /** Whether the app is in the guild; without it, five follow-ups are all it has. */
  readonly isUserInstallOnly: boolean;
  readonly followUps: Map<string, MessageState>;
  readonly ephemeralMessageIds: Set<string>;
  first: FirstResponse | undefined;
  followUpCount: number;
  /** How many times the app has spoken to it. */
  answerCount: number;
  original: MessageState | undefined;
  expired: boolean;
  onFirst: (() => void) | undefined;
}
