/** Figures of Discord that decide how many shards a bot needs and how fast they may start. */
export interface ShardingOptions {
  /** Servers for which one shard is recommended; 1,000 by default. */
  readonly recommendedServers: number;
  /** Maximum number of servers of a shard; 2,500 by default. */
  readonly mostServers: number;
  /** Shards that may identify within five seconds; 1 by default. `off` allows any number and counts none. */
  readonly maxConcurrency: number | "off";
}

const identifyWindowMs = 5_000;
const identifiesPerDay = 1_000;
const dayMs = 24 * 60 * 60_000;

/** Returns the shard that hears about a server: https://docs.discord.com/developers/events/gateway#sharding */
export function shardOfServer(serverId: string, shardCount: number): number {
  return Number((BigInt(serverId) >> 22n) % BigInt(shardCount));
}

/** Says how many shards a bot should have, and counts those that start. */
export class Sharding {
  readonly mostServers: number;
  readonly #recommendedServers: number;
  readonly #maxConcurrency: number | "off";
  /** When the last shard of each rate limit key identified. */
  readonly #identifiedAtMs = new Map<number, number>();
  #identifies = 0;

  constructor(options: Partial<ShardingOptions> = {}) {
    this.mostServers = options.mostServers ?? 2_500;
    this.#recommendedServers = options.recommendedServers ?? 1_000;
    this.#maxConcurrency = options.maxConcurrency ?? 1;
  }

  recommendedShards(serverCount: number): number {
    return Math.max(1, Math.ceil(serverCount / this.#recommendedServers));
  }

  /** https://docs.discord.com/developers/events/gateway#session-start-limit-object */
  get startLimit() {
    return {
      total: identifiesPerDay,
      remaining: Math.max(0, identifiesPerDay - this.#identifies),
      reset_after: dayMs,
      max_concurrency: this.#maxConcurrency === "off" ? 16 : this.#maxConcurrency,
    };
  }

  /**
   * Counts a shard that identifies. Returns whether it may: one shard of each rate limit key may every five seconds.
   * https://docs.discord.com/developers/events/gateway#rate-limiting
   */
  mayIdentify(shardId: number): boolean {
    if (this.#maxConcurrency === "off") return true;
    const key = shardId % this.#maxConcurrency;
    const now = performance.now();
    if (now - (this.#identifiedAtMs.get(key) ?? Number.NEGATIVE_INFINITY) < identifyWindowMs) return false;
    this.#identifiedAtMs.set(key, now);
    this.#identifies += 1;
    return true;
  }
}
