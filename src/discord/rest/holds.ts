import { backoffMs, jittered, type Waits } from "../../backoff.ts";
import type { Clock } from "../../clock.ts";
import type { HeldRequests } from "../../language/faults.ts";
import type { Log } from "../../log.ts";
import { DiscordError } from "../../mirror/discord-error.ts";
import type { Held } from "../../mirror/discord-state.ts";

type Facts = Omit<Held, "forMs">;

/** Failures in a row after which a route is held. */
const tolerated = 3;
const holdWaits: Waits = { firstMs: 2_000, longestMs: 300_000 };
/** How long others wait for the request that tries. */
const probeMs = 2_000;

interface Hold extends Facts {
  /** In elapsed time; 0 while failures are still tolerated. */
  readonly untilMs: number;
  readonly failures: number;
  /** True while a request that tries is under way. */
  readonly isProbing: boolean;
}

/**
 * Holds back routes that fail again and again, twice as long each time. Then one request tries while the others wait for it.
 * Circuit-breaker libraries bring their own clock and do not tell how long a hold lasts.
 */
export class Holds {
  readonly #clock: Clock;
  readonly #random: () => number;
  readonly #log: Log;
  readonly #holds = new Map<string, Hold>();

  constructor(clock: Clock, random: () => number, log: Log) {
    this.#clock = clock;
    this.#random = random;
    this.#log = log;
  }

  /** Lists the current holds. */
  get held(): readonly Held[] {
    const now = this.#clock.elapsedMs();
    return [...this.#holds.values()]
      .filter(({ untilMs }) => untilMs > now)
      .map(({ requests, reason, untilMs }) => ({ requests, reason, forMs: untilMs - now }));
  }

  /**
   * Lets a request pass if none of these keys is held. After a hold, the first request is the one that tries.
   * @throws {DiscordError} `held-back` if it must not leave now
   */
  enter(keys: readonly string[]): void {
    const now = this.#clock.elapsedMs();
    const holds = keys.flatMap((key) => {
      const hold = this.#holds.get(key);
      return hold === undefined || hold.untilMs === 0 ? [] : [{ key, hold }];
    });
    for (const { hold } of holds) {
      const { reason, requests, untilMs, isProbing } = hold;
      const waitMs = untilMs - now;
      if (!isProbing && waitMs <= 0) continue;
      const retryAfterMs = isProbing ? probeMs : waitMs;
      throw new DiscordError(`held back: ${nameOf(requests)}`, { kind: "held-back", reason, retryAfterMs });
    }
    for (const { key, hold } of holds) this.#holds.set(key, { ...hold, isProbing: true });
  }

  /** Notes that a request worked. */
  succeeded(key: string): void {
    const hold = this.#holds.get(key);
    // Requests under way when Discord asked for a pause may still succeed.
    if (hold === undefined || (!hold.isProbing && hold.untilMs > this.#clock.elapsedMs())) return;
    this.#holds.delete(key);
    if (hold.untilMs > 0) this.#log.info({ requests: nameOf(hold.requests) }, "discord answers again");
  }

  /** Notes that a request said nothing about the route, so another may try. */
  abandoned(key: string): void {
    const hold = this.#holds.get(key);
    if (hold?.isProbing) this.#holds.set(key, { ...hold, isProbing: false });
  }

  /**
   * Notes a failure. Returns how long the key is held (ms), 0 if it is not.
   * @param isCertain true if one failure is enough
   */
  failed(key: string, facts: Facts, isCertain = false): number {
    const failures = (this.#holds.get(key)?.failures ?? 0) + (isCertain ? tolerated : 1);
    const holdMs =
      failures < tolerated ? 0 : jittered(backoffMs(holdWaits, failures - tolerated), this.#random);
    this.#hold(key, { ...facts, failures }, holdMs);
    return holdMs;
  }

  /** Holds a key for as long as Discord asked. */
  asked(key: string, facts: Facts, holdMs: number): void {
    const failures = this.#holds.get(key)?.failures ?? 0;
    this.#hold(key, { ...facts, failures }, holdMs);
  }

  #hold(key: string, hold: Omit<Hold, "untilMs" | "isProbing">, holdMs: number): void {
    const wasHeld = (this.#holds.get(key)?.untilMs ?? 0) > 0;
    const untilMs = holdMs === 0 ? 0 : this.#clock.elapsedMs() + holdMs;
    this.#holds.set(key, { ...hold, untilMs, isProbing: false });
    if (holdMs === 0) return;
    const facts = { requests: nameOf(hold.requests), reason: hold.reason, holdMs };
    this.#log[wasHeld ? "debug" : "warn"](facts, "requests to discord are held back");
  }
}

function nameOf(requests: HeldRequests): string {
  return typeof requests === "string" ? requests : requests.route;
}
