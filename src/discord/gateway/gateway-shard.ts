import { type Client, Events, Status } from "discord.js";
import { atMost } from "../../at-most.ts";
import { type Patience, patiently, requireSessions } from "./ask-gateway.ts";
import { createShardClient, type ShardClientOptions, type ShardOfAll } from "./shard-client.ts";

/** How long closing waits: discord.js waits forever for a shard that is still identifying. */
const closeWithinMs = 1_000;

export interface GatewayShardOptions extends ShardClientOptions, Omit<Patience, "signal"> {
  readonly token: string;
}

/** The connection of one shard to the gateway, and what Discord has reported about its servers. */
export class GatewayShard {
  readonly client: Client;
  readonly index: number;
  /** Resolves when the shard is ready for the first time; never, if it is closed earlier. */
  readonly ready: Promise<void>;
  readonly #options: GatewayShardOptions;
  readonly #count: number;
  readonly #closing = new AbortController();

  constructor(shard: ShardOfAll, options: GatewayShardOptions) {
    this.index = shard.index;
    this.#count = shard.count;
    this.#options = options;
    this.client = createShardClient(shard, options);
    this.ready = new Promise((resolve) => this.client.once(Events.ClientReady, () => resolve()));
  }

  /** Returns whether the shard is connected and knows all its servers. */
  get isReady(): boolean {
    return this.client.isReady() && this.client.ws.shards.get(this.index)?.status === Status.Ready;
  }

  /** Connects in the background, and keeps trying. A client whose login has failed cannot be closed, so Discord is asked first. */
  connect(): void {
    const { token, clock, log } = this.#options;
    const { signal } = this.#closing;
    const { client } = this;
    patiently({ clock, log: log.child({ shard: this.index }), signal }, async () => {
      await requireSessions(client.rest.setToken(token), this.#count);
      await client.login(token);
    }).catch((err: unknown) => {
      if (!signal.aborted) log.error({ err, shard: this.index }, "a shard could not connect");
    });
  }

  async close(): Promise<void> {
    this.#closing.abort();
    await atMost(closeWithinMs, this.client.destroy(), this.#options.clock);
  }
}
