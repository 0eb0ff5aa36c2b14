import type { ClientEvents } from "discord.js";
import type { App } from "../../app.ts";

/** One gateway event and what the bot does when it comes. */
export interface GatewayEvent<K extends keyof ClientEvents = keyof ClientEvents> {
  readonly name: K;
  readonly once?: boolean;
  handle(app: App, ...args: ClientEvents[K]): void | Promise<void>;
}
