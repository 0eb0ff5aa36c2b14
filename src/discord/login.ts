import { type Client, DiscordjsErrorCodes } from "discord.js";
import { backoffMs, type Waits } from "../backoff.ts";
import type { Clock } from "../clock.ts";
import { ConfigError } from "../config.ts";
import type { Log } from "../log.ts";

const retries: Waits = { firstMs: 1_000, longestMs: 60_000 };

export interface LoginOptions {
  readonly clock: Clock;
  readonly log: Log;
  readonly signal: AbortSignal;
}

/**
 * Connects to Discord, and waits patiently while Discord does not answer.
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
  for (let attempt = 0; ; attempt += 1) {
    signal.throwIfAborted();
    try {
      await Promise.race([client.login(token), aborted]);
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

function isRefusal(error: unknown): boolean {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  return code === DiscordjsErrorCodes.TokenInvalid;
}
