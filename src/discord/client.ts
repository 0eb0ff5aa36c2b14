import { Client, GatewayIntentBits } from "discord.js";
import type { Config } from "../config.ts";
import { makeCache } from "./caches.ts";
import type { Gate } from "./rest/gate.ts";
import { restOptions } from "./rest/rest-options.ts";
import { beginWithFirstShard, noticeLostServers, PatientSharding } from "./sharding.ts";

/**
 * Makes a client that asks for no privileged intent, keeps in memory only what the bot reads again, and has as many shards as
 * Discord recommends.
 */
export function createClient(config: Config["discord"], gate: Gate): Client {
  const client = new Client({
    intents: [GatewayIntentBits.Guilds],
    shards: "auto",
    rest: restOptions(config.apiUrl, gate),
    allowedMentions: { parse: [] },
    makeCache,
    // A shard that fails at first keeps trying by itself; by default, it would end the others.
    ws: { buildStrategy: (manager) => new PatientSharding(manager) },
  });
  beginWithFirstShard(client);
  noticeLostServers(client);
  return client;
}
