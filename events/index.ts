import type { Client, ClientEvents } from "discord.js";
import type { App } from "../src/app.ts";
import type { GatewayEvent } from "../src/discord/event.ts";
import { clientReady } from "./client-ready.ts";
import { interactionCreate } from "./interaction-create.ts";

/** Listens to every gateway event the bot cares about; adding one is its file and a line here. */
export function listen(client: Client, app: App): void {
  on(client, app, clientReady);
  on(client, app, interactionCreate);
  // discord.js throws when nobody listens to this one.
  client.on("error", (err) => app.log.error({ err }, "the discord client failed"));
}

function on<K extends keyof ClientEvents>(client: Client, app: App, event: GatewayEvent<K>): void {
  const handle = async (...args: ClientEvents[K]) => {
    try {
      await event.handle(app, ...args);
    } catch (err) {
      app.log.error({ err, event: event.name }, "an event could not be handled");
    }
  };
  if (event.once) client.once(event.name, handle);
  else client.on(event.name, handle);
}
