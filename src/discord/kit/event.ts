import type { ClientEvents } from "discord.js";
import type { App } from "../../app.ts";

/** One gateway event and the bot's response to it. */
export interface GatewayEvent<K extends keyof ClientEvents = keyof ClientEvents> {
  readonly name: K;
  readonly once?: boolean;
  handle(app: App, ...args: ClientEvents[K]): void | Promise<void>;
}
