import { type InternalRequest, REST } from "discord.js";
import type { Gate } from "./gate.ts";
import { restOptions } from "./rest-options.ts";

/**
 * Makes webhook calls, always without the bot's token, so Discord counts them by address and separately from the token's. Answers to
 * members leave through the client's own REST: no webhook's backlog delays them.
 */
export class WebhookRest extends REST {
  constructor(apiUrl: string, gate: Pick<Gate, "request">) {
    super(restOptions(apiUrl, gate));
  }

  override async request(options: InternalRequest): Promise<unknown> {
    return await super.request({ ...options, auth: false });
  }

  /** Stops its timers. */
  close(): void {
    this.clearHashSweeper();
    this.clearHandlerSweeper();
  }
}
