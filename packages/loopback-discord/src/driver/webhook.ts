import type { WebhookState } from "../state/model.ts";
import { deleteWebhook, moveWebhook } from "../state/webhooks.ts";
import type { World } from "../state/world.ts";

/** A webhook as a moderator sees it in the channel's settings. */
export class LoopbackWebhook {
  readonly state: WebhookState;
  readonly #world: World;

  constructor(world: World, state: WebhookState) {
    this.#world = world;
    this.state = state;
  }

  get id(): string {
    return this.state.id;
  }

  get name(): string {
    return this.state.name;
  }

  get channelId(): string {
    return this.state.channelId;
  }

  /** True if the app itself made it. */
  get isOwn(): boolean {
    return this.state.applicationId === this.#world.applicationId;
  }

  delete(): void {
    deleteWebhook(this.#world, this.state);
  }

  moveTo(channelId: string): void {
    moveWebhook(this.#world, this.state, channelId);
  }
}
