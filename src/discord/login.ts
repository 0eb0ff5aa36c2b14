import { type Client, Events, type REST, type RESTGetAPIGatewayBotResult, Routes } from "discord.js";
import { backoffMs, type Waits } from "../backoff.ts";
import type { Clock } from "../clock.ts";
import { ConfigError } from "../config.ts";
import type { Log } from "../log.ts";
import { bareToken } from "./bare-token.ts";

const retries: Waits = { firstMs: 1_000, longestMs: 60_000 };

export interface LoginOptions {
  readonly clock: Clock;
  readonly log: Log;
  readonly signal: AbortSignal;
}

/**
 * Connects to Discord, and waits patiently while Discord does not answer. Resolves once the first shard is ready; the others
 * follow.
 * @throws {ConfigError} if Discord refuses the token
 * @throws the signal's reason if aborted earlier
 */
export async function login(
  client: Client,
  token: string,
  { clock, log, signal }: LoginOptions,
): Promise<void> {
  const aborted = new Promise<never>((_, reject) => {
    signal.addEventListener("abort", () => reject(signal.reason), { once: true });
  });
  aborted.catch(() => {});
  const ready = new Promise<void>((resolve) => client.once(Events.ShardReady, () => resolve()));
  for (let attempt = 0; ; attempt += 1) {
    signal.throwIfAborted();
    try {
      await Promise.race([askForSessions(client.rest, token), aborted]);
      await Promise.race([client.login(token).then(() => ready), ready, aborted]);
      return;
    } catch (error) {
      signal.throwIfAborted();
      if (isRefusal(error)) {
        throw new ConfigError([
          "DISCORD_TOKEN: Discord refuses this token; copy a new one from https://discord.com/developers/applications",
        ]);
      }
      const waitMs = backoffMs(retries, attempt);
      log.warn({ err: error, waitMs }, "discord cannot be reached; trying again");
      await clock.sleep(waitMs, signal);
    }
  }
}

/**
 * Asks whether shards may connect now. A client whose login has failed cannot be closed, so the bot logs in only once Discord answers.
 * @throws if Discord does not answer, or lets no more shards connect today
 */
async function askForSessions(rest: REST, token: string): Promise<void> {
  const answer = await rest.setToken(bareToken(token)).get(Routes.gatewayBot());
  const { shards, session_start_limit: limit } = answer as RESTGetAPIGatewayBotResult;
  if (limit.remaining >= shards) return;
  throw new Error(`Discord lets no more shards connect for ${Math.ceil(limit.reset_after / 1_000)} s`);
}

/** The gate reports a refusal with an error of its own, which has the same status. */
function isRefusal(error: unknown): boolean {
  return error instanceof Error && "status" in error && error.status === 401;
}
