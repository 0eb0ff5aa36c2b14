import { Events } from "discord.js";
import type { GatewayEvent } from "../src/discord/kit/event.ts";

export const clientReady = {
  name: Events.ClientReady,
  once: true,
  async handle(app, client) {
    // Each client has one shard.
    const shard = client.ws.shards.firstKey() ?? 0;
    const { log, mirror } = app;
    log.info(
      { shard, user: client.user.tag, guilds: client.guilds.cache.size, invite: app.inviteUrl() },
      "ready",
    );
    await mirror.writeShard(shard);
  },
} satisfies GatewayEvent<Events.ClientReady>;
