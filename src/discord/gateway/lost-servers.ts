import { type Client, Events, GatewayDispatchEvents, type GatewayReadyDispatchData } from "discord.js";

/** Notices the servers that removed the bot while its shard had no session; discord.js would keep them forever. */
export function noticeLostServers(client: Client): void {
  client.ws.on(GatewayDispatchEvents.Ready, ({ guilds }: GatewayReadyDispatchData) => {
    const present = new Set(guilds.map(({ id }) => id));
    for (const guild of client.guilds.cache.filter(({ id }) => !present.has(id)).values()) {
      for (const channelId of guild.channels.cache.keys()) client.channels.cache.delete(channelId);
      client.guilds.cache.delete(guild.id);
      client.emit(Events.GuildDelete, guild);
    }
  });
}
