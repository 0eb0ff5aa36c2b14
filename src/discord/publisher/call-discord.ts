import type { Client } from "discord.js";
import { missingIn } from "./channels.ts";
import { type CallFacts, discordError } from "./faults.ts";

interface About extends Omit<CallFacts, "missing"> {
  /** The channel in which the bot needs its permissions. */
  readonly channelId: string;
}

/**
 * Makes one request to Discord; `call` runs once.
 * @throws {DiscordError} that says what went wrong
 */
export async function callDiscord<T>(
  client: Client,
  { channelId, ...facts }: About,
  call: () => Promise<T>,
): Promise<T> {
  try {
    return await call();
  } catch (error) {
    throw discordError(error, { ...facts, missing: () => missingIn(client, channelId) });
  }
}
