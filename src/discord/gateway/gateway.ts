import { type Client, type Guild, type GuildBasedChannel, REST } from "discord.js";
import type { ShardState } from "../../mirror/discord-state.ts";
import { shardOfServer } from "../../units/shard-of-server.ts";
import { bareToken } from "../bare-token.ts";
import { restOptions } from "../rest/rest-options.ts";
import { askGateway, type GatewayFacts, type Patience } from "./ask-gateway.ts";
import { GatewayShard, type GatewayShardOptions } from "./gateway-shard.ts";

export interface GatewayOptions extends Omit<GatewayShardOptions, "mayIdentify"> {
  /** Waits until a shard of this bucket may identify. */
  readonly identifySlot: (bucket: number, signal: AbortSignal) => Promise<void>;
  /** Called with the client of each shard before it connects. */
  readonly listen: (client: Client) => void;
}

/** The connections to Discord: a REST client with the bot's token, and a client for each shard that this process has. */
export class Gateway {
  readonly rest: REST;
  readonly #options: GatewayOptions;
  readonly #shards = new Map<number, GatewayShard>();
  readonly #ready = Promise.withResolvers<void>();
  #facts: GatewayFacts | undefined;
  #count = 1;

  constructor(options: GatewayOptions) {
    this.#options = { ...options, token: bareToken(options.token) };
    this.rest = new REST(restOptions(options.apiUrl, options.gate)).setToken(this.#options.token);
  }

  /**
   * Asks Discord who the bot is and how many shards it should have.
   * @throws {ConfigError} if Discord refuses the token
   */
  async introduce(patience: Patience): Promise<GatewayFacts> {
    this.#facts = await askGateway(this.rest, patience);
    return this.#facts;
  }

  /** Empty until {@link introduce}. */
  get applicationId(): string {
    return this.#facts?.applicationId ?? "";
  }

  /** The bot's user; empty until {@link introduce}. */
  get userId(): string {
    return this.#facts?.userId ?? "";
  }

  /** @param count the number that all processes have agreed on */
  useShards(count: number): void {
    this.#count = count;
  }

  /** Resolves when the first shard is ready. */
  get ready(): Promise<void> {
    return this.#ready.promise;
  }

  /** Connects a shard in the background. */
  openShard(index: number): GatewayShard {
    const shard = new GatewayShard(
      { index, count: this.#count },
      {
        ...this.#options,
        mayIdentify: (of, signal) => this.#options.identifySlot(this.#bucketOf(of), signal),
      },
    );
    this.#shards.set(index, shard);
    this.#options.listen(shard.client);
    void shard.ready.then(this.#ready.resolve);
    shard.connect();
    return shard;
  }

  /** Returns whether this process has a connection for a shard. */
  has(index: number): boolean {
    return this.#shards.has(index);
  }

  async closeShard(index: number): Promise<void> {
    const shard = this.#shards.get(index);
    this.#shards.delete(index);
    await shard?.close();
  }

  /** Closes all shards. */
  async close(): Promise<void> {
    await Promise.all([...this.#shards.keys()].map((index) => this.closeShard(index)));
    this.rest.clearHashSweeper();
    this.rest.clearHandlerSweeper();
  }

  get state(): ShardState {
    const shards = [...this.#shards.values()];
    const away = shards.filter(({ isReady }) => !isReady).length;
    return { all: this.#count, here: shards.length, away };
  }

  /** Returns the shard that hears about a server; `undefined` if another process has it. Direct messages belong to shard 0. */
  shardOf(guildId: string | null): GatewayShard | undefined {
    return this.#shards.get(guildId === null ? 0 : shardOfServer(guildId, this.#count));
  }

  /** Returns whether Discord has reported all servers on this server's shard to this process. */
  knowsServersWith(guildId: string): boolean {
    return this.shardOf(guildId)?.isReady === true;
  }

  /** Returns a server that the bot is in, as Discord has reported it to this process. */
  guild(guildId: string): Guild | undefined {
    return this.shardOf(guildId)?.client.guilds.cache.get(guildId);
  }

  /** Returns a channel that this process keeps: a forum, or a forum post of the bot. */
  channel(channelId: string): GuildBasedChannel | undefined {
    for (const { client } of this.#shards.values()) {
      const channel = client.channels.cache.get(channelId);
      if (channel !== undefined && !channel.isDMBased()) return channel;
    }
    return undefined;
  }

  /** https://discord.com/developers/docs/events/gateway#sharding-max-concurrency */
  #bucketOf(index: number): number {
    return index % (this.#facts?.identifiesAtOnce ?? 1);
  }
}
