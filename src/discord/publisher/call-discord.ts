import { UnitLost } from "../../units/while-held.ts";
import type { Gateway } from "../gateway/gateway.ts";
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
  gateway: Gateway,
  { channelId, ...facts }: About,
  call: () => Promise<T>,
): Promise<T> {
  try {
    return await call();
  } catch (error) {
    if (error instanceof UnitLost) throw error;
    throw discordError(error, { ...facts, missing: () => missingIn(gateway, channelId) });
  }
}
