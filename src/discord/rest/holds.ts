import { backoffMs, jittered, type Waits } from "../../backoff.ts";
import type { Clock } from "../../clock.ts";
import type { Log } from "../../log.ts";
import { DiscordError } from "../../mirror/discord-error.ts";
import type { Held } from "../../mirror/discord-state.ts";

type Facts = Omit<Held, "forMs">;

/** Failures in a row after which a route is left alone. */
const tolerated = 3;
const holdWaits: Waits = { firstMs: 2_000, longestMs: 300_000 };
/** How long others wait for the one that tries. */
const probeMs = 2_000;

interface Hold extends Facts {
  /** Elapsed time; 0 while the failures are still tolerated. */
  readonly untilMs: number;
  readonly failures: number;
  /** Whether a request is under way that tries. */
  readonly isProbing: boolean;
}

/**
 * Circuits: what fails again and again is left alone for a while, twice as long each time; then one request tries and the
 * others wait for it. Libraries for this bring their own clock and do not tell until when; that is all there is to it.
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

  /** What is left alone now. */
  get held(): readonly Held[] {
    const now = this.#clock.elapsedMs();
    return [...this.#holds.values()]
      .filter(({ untilMs }) => untilMs > now)
      .map(({ route, reason, untilMs }) => ({ route, reason, forMs: untilMs - now }));
  }

  /**
   * Lets a request pass that all of these keys concern; after a hold it is the one that tries.
   * @throws {DiscordError} `held-back` while it is not to leave
   */
  enter(keys: readonly string[]): void {
    const now = this.#clock.elapsedMs();
    const holds = keys.flatMap((key) => {
      const hold = this.#holds.get(key);
      return hold === undefined || hold.untilMs === 0 ? [] : [{ key, hold }];
    });
    for (const { hold } of holds) {
      const { reason, route, untilMs, isProbing } = hold;
      const waitMs = untilMs - now;
      if (!isProbing && waitMs <= 0) continue;
      const retryAfterMs = isProbing ? probeMs : waitMs;
      throw new DiscordError(`held back: ${route}`, { kind: "held-back", reason, retryAfterMs });
    }
    for (const { key, hold } of holds) this.#holds.set(key, { ...hold, isProbing: true });
  }

  /** It worked. */
  succeeded(key: string): void {
    const hold = this.#holds.get(key);
    // What was under way when Discord asked for a pause may still succeed.
    if (hold === undefined || (!hold.isProbing && hold.untilMs > this.#clock.elapsedMs())) return;
    this.#holds.delete(key);
    if (hold.untilMs > 0) this.#log.info({ route: hold.route }, "discord answers again");
  }

  /** The request said nothing about the route: another may try. */
  abandoned(key: string): void {
    const hold = this.#holds.get(key);
    if (hold?.isProbing) this.#holds.set(key, { ...hold, isProbing: false });
  }

  /**
   * It failed. Gives how long the key is left alone (ms), 0 when not yet.
   * @param isCertain whether one failure is enough
   */
  failed(key: string, facts: Facts, isCertain = false): number {
    const failures = (this.#holds.get(key)?.failures ?? 0) + (isCertain ? tolerated : 1);
    const holdMs =
      failures < tolerated ? 0 : jittered(backoffMs(holdWaits, failures - tolerated), this.#random);
    this.#hold(key, { ...facts, failures }, holdMs);
    return holdMs;
  }

  /** Discord said how long to leave it alone. */
  asked(key: string, facts: Facts, holdMs: number): void {
    const failures = this.#holds.get(key)?.failures ?? 0;
    this.#hold(key, { ...facts, failures }, holdMs);
  }

  #hold(key: string, hold: Omit<Hold, "untilMs" | "isProbing">, holdMs: number): void {
    const wasHeld = (this.#holds.get(key)?.untilMs ?? 0) > 0;
    const untilMs = holdMs === 0 ? 0 : this.#clock.elapsedMs() + holdMs;
    this.#holds.set(key, { ...hold, untilMs, isProbing: false });
    const { route, reason } = hold;
    if (holdMs > 0)
      this.#log[wasHeld ? "debug" : "warn"]({ route, reason, holdMs }, "requests to discord are held back");
  }
}
