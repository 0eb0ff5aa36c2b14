import { InteractionType, MessageFlags } from "discord-api-types/v10";
import type { Answer, OpenModal } from "loopback-discord/driver/answer.ts";
import type { LoopbackMessage } from "loopback-discord/driver/message.ts";

/** The result of a member's action. */
export type Outcome =
  | { readonly kind: "message"; readonly channelId: string; readonly messageId: string }
  | { readonly kind: "modal"; readonly modal: OpenModal }
  | { readonly kind: "nothing" };

/** The answers to the member of the page. Discord keeps ephemeral messages and open modals only in their client. */
export class Session {
  readonly #answers = new Map<string, Answer>();
  readonly #dismissed = new Set<string>();
  /** Names of offered choices and the values behind them, by command and option. */
  readonly #choices = new Map<string, Map<string, string | number>>();

  /** Keeps an answer and returns what the member sees of it. */
  note(answer: Answer): Outcome {
    this.#answers.set(answer.interaction.id, answer);
    if (answer.first.kind === "modal") return { kind: "modal", modal: answer.modal };
    const { original, channelId } = answer.interaction;
    return original === undefined
      ? { kind: "nothing" }
      : { kind: "message", channelId, messageId: original.id };
  }

  /** Returns the modal that answered an interaction. */
  modal(interactionId: string): OpenModal | undefined {
    const answer = this.#answers.get(interactionId);
    return answer?.first.kind === "modal" ? answer.modal : undefined;
  }

  /** Returns the slash or menu command behind an interaction. */
  commandOf(interactionId: string): string | undefined {
    const interaction = this.#answers.get(interactionId)?.interaction;
    return interaction?.type === InteractionType.ApplicationCommand ? interaction.commandName : undefined;
  }

  channelOf(interactionId: string): string | undefined {
    return this.#answers.get(interactionId)?.interaction.channelId;
  }

  /** Lists the messages in one channel that only the member sees. */
  ephemeralMessages(channelId: string): readonly LoopbackMessage[] {
    const found = new Map<string, LoopbackMessage>();
    for (const answer of this.#answers.values()) {
      if (answer.interaction.channelId !== channelId) continue;
      for (const message of messagesOf(answer)) {
        if (message.isEphemeral && !this.#dismissed.has(message.id)) found.set(message.id, message);
      }
    }
    return [...found.values()];
  }

  dismiss(messageId: string): void {
    this.#dismissed.add(messageId);
  }

  rememberChoices(command: string, option: string, choices: Answer["choices"]): void {
    const key = `${command} ${option}`;
    const known = this.#choices.get(key) ?? new Map<string, string | number>();
    for (const { name, value } of choices) known.set(name, value);
    this.#choices.set(key, known);
  }

  /** Returns the value behind a chosen name. */
  chosenValue(command: string, option: string, name: string): string | number | undefined {
    return this.#choices.get(`${command} ${option}`)?.get(name);
  }
}

function messagesOf(answer: Answer): readonly LoopbackMessage[] {
  const { original } = answer.interaction;
  const isShown = original !== undefined && (original.flags & MessageFlags.Ephemeral) !== 0;
  return [...(isShown ? [answer.message] : []), ...answer.followUps];
}
