import {
  type REST,
  type RESTGetAPIGatewayBotResult,
  type RESTGetCurrentApplicationResult,
  Routes,
} from "discord.js";
import { backoffMs, type Waits } from "../../backoff.ts";
import type { Clock } from "../../clock.ts";
import { ConfigError } from "../../config.ts";
import type { Log } from "../../log.ts";

const retries: Waits = { firstMs: 1_000, longestMs: 60_000 };

/** Facts about the bot that Discord gives before it connects. */
export interface GatewayFacts {
  readonly applicationId: string;
  /** The bot's user. */
  readonly userId: string;
  /** How many shards Discord recommends. */
  readonly shards: number;
  /** How many shards may identify at once, each in a bucket of its own. */
  readonly identifiesAtOnce: number;
}

export interface Patience {
  readonly clock: Clock;
  readonly log: Log;
  readonly signal: AbortSignal;
}

/**
 * Asks Discord about the bot, and waits patiently while Discord does not answer.
 * @throws {ConfigError} if Discord refuses the token
 * @throws the signal's reason if aborted earlier
 */
export async function askGateway(rest: REST, patience: Patience): Promise<GatewayFacts> {
  return await patiently(patience, async () => {
    try {
      const gateway = await requireSessions(rest, 1);
      const application = (await rest.get(Routes.currentApplication())) as RESTGetCurrentApplicationResult;
      const { max_concurrency } = gateway.session_start_limit;
      return {
        applicationId: application.id,
        userId: application.bot?.id ?? application.id,
        shards: gateway.shards,
        identifiesAtOnce: max_concurrency,
      };
    } catch (error) {
      if (!isRefusal(error)) throw error;
      throw new ConfigError([
        "DISCORD_TOKEN: Discord refuses this token; copy a new one from https://discord.com/developers/applications",
      ]);
    }
  });
}

/**
 * Makes sure that this many shards may connect now, and returns what Discord says about the gateway.
 * @throws if Discord does not answer, or lets no more shards connect today
 */
export async function requireSessions(rest: REST, shards: number): Promise<RESTGetAPIGatewayBotResult> {
  const answer = (await rest.get(Routes.gatewayBot())) as RESTGetAPIGatewayBotResult;
  const { remaining, reset_after } = answer.session_start_limit;
  if (remaining >= shards) return answer;
  throw new Error(`Discord lets no more shards connect for ${Math.ceil(reset_after / 1_000)} s`);
}

/**
 * Repeats a step until it works, with growing pauses.
 * @throws {ConfigError} if the step throws one, because only an operator can help
 * @throws the signal's reason if aborted earlier
 */
export async function patiently<T>({ clock, log, signal }: Patience, step: () => Promise<T>): Promise<T> {
  const aborted = new Promise<never>((_, reject) => {
    signal.addEventListener("abort", () => reject(signal.reason), { once: true });
  });
  aborted.catch(() => {});
  for (let attempt = 0; ; attempt += 1) {
    signal.throwIfAborted();
    try {
      // Discord may leave a request without an answer.
      return await Promise.race([step(), aborted]);
    } catch (err) {
      signal.throwIfAborted();
      if (err instanceof ConfigError) throw err;
      const waitMs = backoffMs(retries, attempt);
      log.warn({ err, waitMs }, "discord cannot be reached; trying again");
      await clock.sleep(waitMs, signal);
    }
  }
}

/** The gate reports a refusal with an error of its own, which has the same status. */
function isRefusal(error: unknown): boolean {
  return error instanceof Error && "status" in error && error.status === 401;
}
