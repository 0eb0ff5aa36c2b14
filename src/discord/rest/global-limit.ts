import type { Clock } from "../../clock.ts";
import { DiscordError } from "../../errors.ts";
import type { Log } from "../../log.ts";
import { longestWaitMs } from "./waits.ts";

/** Two less than https://discord.com/developers/docs/topics/rate-limits#global-rate-limit. */
const usualRate = 48;
const slowestRate = 5;
const secondMs = 1_000;
/** A request that leaves late by up to this much is caught up with; any more would be a burst. */
const catchUpMs = 80;
/** After a refusal the rate goes down by a fifth, and up again by one in this time. */
const slowDown = 0.8;
const speedUpMs = 10_000;

/** No more than this counts as what every request spends on the way (ms). */
const longestWayMs = 250;

/** What a request takes up of the limit. */
export interface Place {
  readonly leftAtMs: number;
  /** Until it was answered; infinite before. */
  tookMs: number;
}

/**
 * Keeps within Discord's limit of all requests, without knowing when Discord's second begins. Requests leave evenly spaced. Each takes up
 * a place until a second after it can have reached Discord at the latest, so that none of Discord's seconds sees more of them than there are
 * places: also not when some were on the way for long and arrive together with later ones.
 */
export class GlobalLimit {
  readonly #clock: Clock;
  readonly #log: Log;
  readonly #waiting: ((place: Place) => void)[] = [];
  #places: readonly Place[] = [];
  #rate: number;
  readonly #highestRate: number;
  #rateChangedAtMs = 0;
  /** When the next request is due. */
  #nextAtMs = 0;
  #pausedUntilMs = 0;
  #refusedAtMs = Number.NEGATIVE_INFINITY;
  #looksAgainAtMs = Number.POSITIVE_INFINITY;
  /** The shortest time that any request took: all of them spend it on the way. */
  #quickestMs = longestWayMs;

  /** @param clock goes by the time that Discord goes by */
  constructor(clock: Clock, log: Log, rate: number = usualRate) {
    this.#clock = clock;
    this.#log = log;
    this.#rate = rate;
    this.#highestRate = rate;
  }

  /**
   * Resolves when a request may leave. Whoever is given a place says what became of it.
   * @throws {DiscordError} `held-back` when that would take too long
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

  /** The request did not leave after all. */
  giveBack(place: Place): void {
    this.#places = this.#places.filter((one) => one !== place);
    this.#letGo();
  }

  /** The request was answered, or will not be any more. */
  answered(place: Place): void {
    place.tookMs = this.#clock.elapsedMs() - place.leftAtMs;
    this.#quickestMs = Math.min(this.#quickestMs, place.tookMs);
    this.#letGo();
  }

  /**
   * Discord refused the request for its limit of all: none leaves for so long, and fewer from then on.
   * @returns whether the request had left since the last refusal, so that waiting and going slower have not helped
   */
  refused({ leftAtMs }: Place, retryAfterMs: number): boolean {
    const now = this.#clock.elapsedMs();
    this.#pausedUntilMs = Math.max(this.#pausedUntilMs, now + retryAfterMs);
    if (leftAtMs <= this.#refusedAtMs) return false;
    this.#refusedAtMs = now;
    this.#changeRate(Math.max(slowestRate, Math.floor(this.#rate * slowDown)), now);
    this.#log.warn(
      { requestsPerSecond: this.#rate, retryAfterMs },
      "discord limits all requests; going slower",
    );
    return true;
  }

  #letGo(): void {
    const now = this.#clock.elapsedMs();
    const faster = this.#rate + Math.floor((now - this.#rateChangedAtMs) / speedUpMs);
    if (faster > this.#rate) this.#changeRate(Math.min(this.#highestRate, faster), now);
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
    const freeAtMs = this.#places.map((place) => this.#freeAtMs(place)).sort((a, b) => a - b);
    const placeAtMs = freeAtMs[freeAtMs.length - this.#rate] ?? now;
    return Math.max(this.#pausedUntilMs, this.#nextAtMs, placeAtMs);
  }

  /** A second after the request can have reached Discord at the latest, seen from when one that loses no time would have left. */
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

  #changeRate(rate: number, now: number): void {
    this.#rate = rate;
    this.#rateChangedAtMs = now;
  }
}
