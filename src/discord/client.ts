import { Client, GatewayIntentBits } from "discord.js";
import type { Config } from "../config.ts";
import { makeCache } from "./caches.ts";
import type { Gate } from "./rest/gate.ts";
import { restOptions } from "./rest/rest-options.ts";

/** Makes a client that asks for no privileged intent and keeps in memory only what the bot reads again. */
export function createClient(config: Config["discord"], gate: Gate): Client {
  return new Client({
    intents: [GatewayIntentBits.Guilds],
    rest: restOptions(config.apiUrl, gate),
    allowedMentions: { parse: [] },
    makeCache,
  });
}
