import {
  Client,
  Events,
  GatewayDispatchEvents,
  GatewayIntentBits,
  SimpleShardingStrategy,
  Status,
} from "discord.js";
import type { Gate } from "../rest/gate.ts";
import { restOptions } from "../rest/rest-options.ts";
import { makeCache } from "./caches.ts";
import { noticeLostServers } from "./lost-servers.ts";

/** One of the bot's shards, and how many there are. https://discord.com/developers/docs/events/gateway#sharding */
export interface ShardOfAll {
  readonly index: number;
  readonly count: number;
}

export interface ShardClientOptions {
  readonly apiUrl: string;
  readonly gate: Gate;
  /** Waits until the shard may identify. */
  readonly mayIdentify: (shard: number, signal: AbortSignal) => Promise<void>;
}

/**
 * Makes a client with one shard, which asks for no privileged intent and keeps in memory only what the bot reads again. A client
 * cannot gain or lose shards while it runs, so each shard has its own.
 */
export function createShardClient(
  { index, count }: ShardOfAll,
  { apiUrl, gate, mayIdentify }: ShardClientOptions,
): Client {
  const client = new Client({
    intents: [GatewayIntentBits.Guilds],
    shards: [index],
    shardCount: count,
    rest: restOptions(apiUrl, gate),
    allowedMentions: { parse: [] },
    makeCache,
    ws: {
      buildStrategy: (manager) => new PatientSharding(manager),
      buildIdentifyThrottler: async () => ({ waitForIdentify: mayIdentify }),
    },
  });
  beginAtOnce(client);
  noticeLostServers(client);
  return client;
}

/**
 * Lets events through as soon as the session begins. discord.js would hold them back until Discord has reported every server, for up
 * to 15 seconds.
 */
function beginAtOnce(client: Client): void {
  client.ws.on(GatewayDispatchEvents.Ready, () => {
    client.ws.status = Status.Ready;
  });
  client.once(Events.ShardReady, () => {
    if (client.isReady()) client.emit(Events.ClientReady, client);
  });
}

/** Keeps trying when the first connection fails. */
class PatientSharding extends SimpleShardingStrategy {
  override async connect(): Promise<void> {
    // A connection that fails is reported as an event, and its shard tries again.
    await super.connect().catch(() => {});
  }
}
