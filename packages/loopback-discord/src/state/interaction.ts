import type { APIModalInteractionResponseCallbackData, InteractionType } from "discord-api-types/v10";
import type { MessageState } from "./model.ts";

/** The app's first response to an interaction. */
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
  /** True if the app is not in the guild; it then has only five follow-ups. */
  readonly isUserInstallOnly: boolean;
  readonly followUps: Map<string, MessageState>;
  readonly ephemeralMessageIds: Set<string>;
  first: FirstResponse | undefined;
  followUpCount: number;
  /** Number of responses that the app has sent to it. */
  answerCount: number;
  original: MessageState | undefined;
  expired: boolean;
  /** The app gave no first answer in time. */
  isTooLate: boolean;
  onFirst: (() => void) | undefined;
}
