import type { APIModalInteractionResponseCallbackData } from "discord-api-types/v10";
import type { FirstResponse, InteractionState } from "../state/interaction.ts";
import { isLoading } from "../state/interactions.ts";
import type { World } from "../state/world.ts";
import { waitUntil } from "../until.ts";
import { LoopbackMessage } from "./message.ts";

/** A modal that a person sees; pass it to `submit`. */
export interface OpenModal {
  readonly title: string;
  readonly customId: string;
  readonly data: APIModalInteractionResponseCallbackData;
  readonly interaction: InteractionState;
}

/** The app's answer to one interaction, in its present state. */
export class Answer {
  readonly interaction: InteractionState;
  readonly first: FirstResponse;
  /** Time from the interaction to its first answer. */
  readonly firstAnswerMs: number;
  readonly #world: World;

  constructor(world: World, interaction: InteractionState, first: FirstResponse, firstAnswerMs: number) {
    this.#world = world;
    this.interaction = interaction;
    this.first = first;
    this.firstAnswerMs = firstAnswerMs;
  }

  /** The answer; for an update, the message that was updated. */
  get message(): LoopbackMessage {
    const { original } = this.interaction;
    if (original === undefined) throw new Error(`no message: the answer is of kind ${this.first.kind}`);
    return new LoopbackMessage(this.#world, original);
  }

  get isDeleted(): boolean {
    return "message" in this.first && this.interaction.original === undefined;
  }

  get followUps(): readonly LoopbackMessage[] {
    return [...this.interaction.followUps.values()].map(
      (message) => new LoopbackMessage(this.#world, message),
    );
  }

  get choices(): readonly { readonly name: string; readonly value: string | number }[] {
    if (this.first.kind !== "choices")
      throw new Error(`no choices: the answer is of kind ${this.first.kind}`);
    return this.first.choices;
  }

  get modal(): OpenModal {
    if (this.first.kind !== "modal") throw new Error(`no modal: the answer is of kind ${this.first.kind}`);
    const data = this.first.modal;
    return { title: data.title, customId: data.custom_id, data, interaction: this.interaction };
  }

  /** True while a deferred answer waits for its content. */
  get isPending(): boolean {
    const { first, interaction } = this;
    if (first.kind === "deferred-update") return interaction.answerCount < 2;
    return first.kind === "deferred" && interaction.original !== undefined && isLoading(interaction.original);
  }

  /** Resolves once a deferred answer has its content and the predicate, if any, holds. */
  async settled(predicate: (answer: Answer) => boolean = () => true, timeoutMs = 180_000): Promise<this> {
    const shown = () =>
      this.interaction.original === undefined ? "nothing" : JSON.stringify(this.message.text);
    await waitUntil(
      this.#world,
      () => !this.isPending && predicate(this),
      timeoutMs,
      () => `the answer did not settle; it shows ${shown()}`,
    );
    return this;
  }
}
