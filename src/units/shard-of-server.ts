/** Returns the shard that hears about a server: https://discord.com/developers/docs/events/gateway#sharding-sharding-formula */
export function shardOfServer(guildId: string, count: number): number {
  return Number((BigInt(guildId) >> 22n) % BigInt(count));
}
