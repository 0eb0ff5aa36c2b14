import { type APIWebhook, type REST, Routes } from "discord.js";
import { DiscordError } from "../../mirror/discord-error.ts";

export interface WebhookAccess {
  readonly id: string;
  readonly token: string;
}

const name = "Commonplace";

/**
 * The bot's webhook in each channel. Tokens are fetched from Discord when needed and kept only in memory, because anyone with a
 * token can write.
 */
export class Webhooks {
  readonly #rest: REST;
  readonly #applicationId: () => string;
  readonly #byChannel = new Map<string, Promise<readonly WebhookAccess[]>>();
  readonly #dead = new Set<string>();

  constructor(rest: REST, applicationId: () => string) {
    this.#rest = rest;
    this.#applicationId = applicationId;
  }

  /** Returns the webhook to send with, and creates it if the channel has none of the bot's. */
  async forChannel(channelId: string): Promise<WebhookAccess> {
    const first = (await this.#list(channelId)).at(0);
    if (first !== undefined) return first;
    const body = { name };
    const created = (await this.#rest.post(Routes.channelWebhooks(channelId), { body })) as APIWebhook;
    const [access] = this.#own([created]);
    if (access === undefined)
      throw new DiscordError("a new webhook came without a token", { kind: "unavailable" });
    this.#byChannel.set(channelId, Promise.resolve([access]));
    return access;
  }

  /** Returns the webhook that sent a message, or `undefined` if it is gone. */
  async byId(channelId: string, webhookId: string): Promise<WebhookAccess | undefined> {
    return (await this.#list(channelId)).find((webhook) => webhook.id === webhookId);
  }

  /** Forgets a webhook that Discord reports as gone, so it is not used again. */
  forget(channelId: string, webhookId: string): void {
    this.#dead.add(webhookId);
    this.#byChannel.delete(channelId);
  }

  /** Makes the next call list the channel's webhooks again. */
  refresh(channelId: string): void {
    this.#byChannel.delete(channelId);
  }

  async #list(channelId: string): Promise<readonly WebhookAccess[]> {
    let list = this.#byChannel.get(channelId);
    if (list === undefined) {
      list = this.#fetch(channelId);
      this.#byChannel.set(channelId, list);
      list.catch(() => this.#byChannel.delete(channelId));
    }
    return await list;
  }

  async #fetch(channelId: string): Promise<readonly WebhookAccess[]> {
    return this.#own((await this.#rest.get(Routes.channelWebhooks(channelId))) as APIWebhook[]);
  }

  #own(webhooks: readonly APIWebhook[]): readonly WebhookAccess[] {
    return webhooks.flatMap(({ id, token, application_id }) =>
      application_id === this.#applicationId() && token !== undefined && !this.#dead.has(id)
        ? [{ id, token }]
        : [],
    );
  }
}
