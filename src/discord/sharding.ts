import {
  type Client,
  Events,
  GatewayDispatchEvents,
  type GatewayReadyDispatchData,
  ShardClientUtil,
  SimpleShardingStrategy,
  Status,
} from "discord.js";

/** Connects shards that do not depend on one another. */
export class PatientSharding extends SimpleShardingStrategy {
  override async connect(): Promise<void> {
    // A connection that fails is reported as an event, and its shard tries again.
    await super.connect().catch(() => {});
  }
}

/**
 * Makes a client ready as soon as its first shard is. discord.js waits for the last one and holds back all events until then, so a shard
 * that Discord keeps waiting would silence the bot everywhere.
 */
export function beginWithFirstShard(client: Client): void {
  client.once(Events.ShardReady, () => {
    if (shardsAway(client) === 0) return;
    client.ws.status = Status.Ready;
    if (client.isReady()) client.emit(Events.ClientReady, client);
  });
}

/** Notices the servers that removed the bot while their shard had no session; discord.js would keep them forever. */
export function noticeLostServers(client: Client): void {
  client.ws.on(GatewayDispatchEvents.Ready, ({ guilds }: GatewayReadyDispatchData, shardId) => {
    const present = new Set(guilds.map(({ id }) => id));
    const lost = client.guilds.cache.filter((guild) => guild.shardId === shardId && !present.has(guild.id));
    for (const guild of lost.values()) {
      for (const channelId of guild.channels.cache.keys()) client.channels.cache.delete(channelId);
      client.guilds.cache.delete(guild.id);
      client.emit(Events.GuildDelete, guild);
    }
  });
}

/** Returns how many shards are not connected now. */
export function shardsAway({ ws }: Client): number {
  return ws.shards.filter(({ status }) => status !== Status.Ready).size;
}

/** Returns whether the shard that hears about a server is connected and knows all its servers. */
export function knowsServers(client: Client, guildId: string): boolean {
  return shardOf(client, guildId)?.status === Status.Ready;
}

/** Returns the shard that hears about a server; `undefined` until this client has it. */
export function shardOf({ ws, options }: Client, guildId: string) {
  return ws.shards.get(ShardClientUtil.shardIdForGuildId(guildId, options.shardCount ?? 1));
}
