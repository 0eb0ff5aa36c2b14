import { type Client, type ClientEvents, Events } from "discord.js";
import type { App } from "../src/app.ts";
import type { GatewayEvent } from "../src/discord/kit/event.ts";
import { channelDelete } from "./channel-delete.ts";
import { channelUpdate } from "./channel-update.ts";
import { clientReady } from "./client-ready.ts";
import { guildAvailable } from "./guild-available.ts";
import { guildCreate } from "./guild-create.ts";
import { guildDelete } from "./guild-delete.ts";
import { guildMemberUpdate } from "./guild-member-update.ts";
import { guildRoleUpdate } from "./guild-role-update.ts";
import { interactionCreate } from "./interaction-create.ts";
import { threadDelete } from "./thread-delete.ts";
import { threadUpdate } from "./thread-update.ts";

/** Listens to every gateway event that the bot needs. To add one, add its file and a line here. */
export function listen(client: Client, app: App): void {
  on(client, app, channelDelete);
  on(client, app, channelUpdate);
  on(client, app, clientReady);
  on(client, app, guildAvailable);
  on(client, app, guildCreate);
  on(client, app, guildDelete);
  on(client, app, guildMemberUpdate);
  on(client, app, guildRoleUpdate);
  on(client, app, interactionCreate);
  on(client, app, threadDelete);
  on(client, app, threadUpdate);
  // discord.js throws this event's error if nothing listens for it.
  client.on(Events.Error, (err) => app.log.error({ err }, "the discord client failed"));
  client.on(Events.ShardError, (err, shard) =>
    app.log.warn({ err, shard }, "a connection to discord failed; trying again"),
  );
  client.on(Events.ShardDisconnect, ({ code }, shard) =>
    app.log.error({ code, shard }, "discord ended a connection for good; restart the bot"),
  );
  client.on(Events.ShardReady, (shard) => app.log.info({ shard }, "a shard is ready"));
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
