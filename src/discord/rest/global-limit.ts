import type { Clock } from "../../clock.ts";
import type { Log } from "../../log.ts";
import { DiscordError } from "../../mirror/discord-error.ts";
import { longestWaitMs } from "./waits.ts";

const slowestRate = 1;
const secondMs = 1_000;
/** The longest delay to catch up on; catching up on more would cause a burst. */
const catchUpMs = 80;
/** After a refusal the rate drops by a fifth, then rises by one each time this long passes. */
const slowDown = 0.8;
const speedUpMs = 10_000;

/** The most time (ms) that counts as ordinary travel to Discord and back; any more may be a delay. */
const longestWayMs = 250;

/** A request's share of the limit. */
export interface Place {
  readonly leftAtMs: number;
  /** Time until the answer; infinite until it arrives. */
  tookMs: number;
}

/**
 * Keeps within Discord's global limit without knowing when Discord's second begins. Requests leave evenly spaced. Each takes a
 * place until one second after the latest moment at which it can have reached Discord. So none of Discord's seconds sees more
 * requests than there are places, even if delayed requests arrive together with later ones.
 */
export class GlobalLimit {
  readonly #clock: Clock;
  readonly #log: Log;
  readonly #waiting: ((place: Place) => void)[] = [];
  #places: readonly Place[] = [];
  readonly #highestRate: () => number;
  /** The rate after the last refusal. */
  #slowedRate = Number.POSITIVE_INFINITY;
  #slowedAtMs = 0;
  /** The moment when the next request is due. */
  #nextAtMs = 0;
  #pausedUntilMs = 0;
  #refusedAtMs = Number.NEGATIVE_INFINITY;
  #looksAgainAtMs = Number.POSITIVE_INFINITY;
  /** The shortest time that any request took. Any longer time may have been a delay on the way to Discord. */
  #quickestMs = longestWayMs;

  /**
   * @param clock runs as fast as Discord's
   * @param highestRate returns the maximum of requests per second, which may change
   */
  constructor(clock: Clock, log: Log, highestRate: () => number) {
    this.#clock = clock;
    this.#log = log;
    this.#highestRate = highestRate;
  }

  get #rate(): number {
    return Math.min(this.#highestRate(), this.#slowedRate);
  }

  /**
   * Resolves when a request may leave. The caller must report what became of the place.
   * @throws {DiscordError} `held-back` if the wait would be too long
   */
  async enter(): Promise<Place> {
    const pauseMs = Math.max(0, this.#pausedUntilMs - this.#clock.elapsedMs());
    const retryAfterMs = pauseMs + (this.#waiting.length / this.#rate) * secondMs;
    if (retryAfterMs > longestWaitMs) {
      throw new DiscordError("too many requests wait", {
        kind: "held-back",
        reason: "rate-limit",
        retryAfterMs,
      });
    }
    return await new Promise((resolve) => {
      this.#waiting.push(resolve);
      this.#letGo();
    });
  }

  /** Frees the place of a request that did not leave after all. */
  giveBack(place: Place): void {
    this.#places = this.#places.filter((one) => one !== place);
    this.#letGo();
  }

  /** Notes that the request was answered, or never will be. */
  answered(place: Place): void {
    place.tookMs = this.#clock.elapsedMs() - place.leftAtMs;
    this.#quickestMs = Math.min(this.#quickestMs, place.tookMs);
    this.#letGo();
  }

  /**
   * Notes that Discord refused the request under its global limit. No request leaves for the given time, and fewer leave
   * afterwards.
   * @returns whether the request left after the last refusal, so waiting and slowing down did not help
   */
  refused({ leftAtMs }: Place, retryAfterMs: number): boolean {
    const now = this.#clock.elapsedMs();
    this.#pausedUntilMs = Math.max(this.#pausedUntilMs, now + retryAfterMs);
    if (leftAtMs <= this.#refusedAtMs) return false;
    this.#refusedAtMs = now;
    this.#slowDown(Math.max(slowestRate, Math.floor(this.#rate * slowDown)), now);
    this.#log.warn(
      { requestsPerSecond: this.#rate, retryAfterMs },
      "discord asked for a pause; slowing down",
    );
    return true;
  }

  #letGo(): void {
    const now = this.#clock.elapsedMs();
    const faster = Math.floor((now - this.#slowedAtMs) / speedUpMs);
    if (faster > 0) this.#slowDown(this.#slowedRate + faster, now);
    this.#places = this.#places.filter((place) => this.#freeAtMs(place) > now);
    for (let next = this.#waiting[0]; next !== undefined; next = this.#waiting[0]) {
      const waitMs = this.#dueAtMs(now) - now;
      if (waitMs > 0) {
        if (waitMs < Number.POSITIVE_INFINITY) void this.#lookAgain(waitMs, now);
        return;
      }
      this.#waiting.shift();
      const place = { leftAtMs: now, tookMs: Number.POSITIVE_INFINITY };
      this.#places = [...this.#places, place];
      this.#nextAtMs = Math.max(this.#nextAtMs, now - catchUpMs) + secondMs / this.#rate;
      next(place);
    }
  }

  #dueAtMs(now: number): number {
    return Math.max(this.#pausedUntilMs, this.#nextAtMs, this.#placeAtMs(now));
  }

  #placeAtMs(now: number): number {
    if (this.#places.length < this.#rate) return now;
    const freeAtMs = this.#places.map((place) => this.#freeAtMs(place)).sort((a, b) => a - b);
    return freeAtMs[freeAtMs.length - this.#rate] ?? now;
  }

  /**
   * One second after the latest moment at which the request can have reached Discord, counted from when an undelayed request would
   * have left.
   */
  #freeAtMs({ leftAtMs, tookMs }: Place): number {
    return leftAtMs + Math.max(0, tookMs - this.#quickestMs) + secondMs;
  }

  async #lookAgain(inMs: number, now: number): Promise<void> {
    const atMs = now + inMs;
    if (this.#looksAgainAtMs <= atMs) return;
    this.#looksAgainAtMs = atMs;
    await this.#clock.sleep(inMs);
    if (this.#looksAgainAtMs === atMs) this.#looksAgainAtMs = Number.POSITIVE_INFINITY;
    this.#letGo();
  }

  #slowDown(rate: number, now: number): void {
    this.#slowedRate = rate >= this.#highestRate() ? Number.POSITIVE_INFINITY : rate;
    this.#slowedAtMs = now;
  }
}
