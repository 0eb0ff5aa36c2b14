import type { REST } from "discord.js";
import { DiscordError } from "../../mirror/discord-error.ts";
import type { Destination, PostedMessage } from "../../mirror/publisher.ts";
import type { Gateway } from "../gateway/gateway.ts";
import { callDiscord } from "./call-discord.ts";
import { type WebhookAccess, Webhooks } from "./webhooks.ts";

interface AsWebhook {
  readonly channelId: string;
  readonly webhook: WebhookAccess;
  /** True for a write that must not be repeated blindly. */
  readonly isWrite: boolean;
}

/** Makes calls as a channel's webhook. A webhook that turns out to be gone or moved is never used again. */
export class WebhookCalls {
  readonly #gateway: Gateway;
  readonly #webhookRest: REST;
  readonly #webhooks: Webhooks;

  constructor(gateway: Gateway, webhookRest: REST) {
    this.#gateway = gateway;
    this.#webhookRest = webhookRest;
    this.#webhooks = new Webhooks(gateway.rest, () => gateway.applicationId);
  }

  /** Returns the webhook to send with, and creates it if the channel has none of the bot's. */
  async forChannel(channelId: string): Promise<WebhookAccess> {
    return await callDiscord(this.#gateway, { channelId, gone: "channel-gone", isWrite: false }, () =>
      this.#webhooks.forChannel(channelId),
    );
  }

  /** Returns the webhook that sent a message, or `undefined` if it is gone. */
  async senderOf(
    { channelId }: Destination,
    { webhookId }: PostedMessage,
  ): Promise<WebhookAccess | undefined> {
    return webhookId === undefined ? undefined : await this.#find(channelId, webhookId);
  }

  /** @throws {DiscordError} `webhook-gone` if the webhook that sent a message is gone */
  async requireSenderOf(destination: Destination, message: PostedMessage): Promise<WebhookAccess> {
    const webhook = await this.senderOf(destination, message);
    if (webhook === undefined)
      throw new DiscordError("the message's webhook is gone", { kind: "webhook-gone" });
    return webhook;
  }

  /**
   * Lets `call` make its request with a REST client that has no token.
   * @throws {DiscordError} that says what went wrong; `webhook-gone` also for a webhook that was moved
   */
  async call<T>({ channelId, webhook, isWrite }: AsWebhook, call: (rest: REST) => Promise<T>): Promise<T> {
    try {
      return await callDiscord(this.#gateway, { channelId, gone: "thread-gone", isWrite }, () =>
        call(this.#webhookRest),
      );
    } catch (error) {
      if (!(error instanceof DiscordError)) throw error;
      const { kind } = error.fault;
      const isGone =
        kind === "webhook-gone" || (kind === "thread-gone" && (await this.#hasMoved(channelId, webhook)));
      if (!isGone) throw error;
      this.#webhooks.forget(channelId, webhook.id);
      throw new DiscordError("the webhook is gone", { kind: "webhook-gone" }, { cause: error });
    }
  }

  /** Tells a moved webhook from a deleted thread: Discord gives the same answer for both. */
  async #hasMoved(channelId: string, { id }: WebhookAccess): Promise<boolean> {
    this.#webhooks.refresh(channelId);
    return (await this.#find(channelId, id)) === undefined;
  }

  async #find(channelId: string, webhookId: string): Promise<WebhookAccess | undefined> {
    return await callDiscord(this.#gateway, { channelId, gone: "channel-gone", isWrite: false }, () =>
      this.#webhooks.byId(channelId, webhookId),
    );
  }
}
