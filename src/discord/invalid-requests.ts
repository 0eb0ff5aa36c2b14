import type { Clock } from "../clock.ts";
import { DiscordError } from "../errors.ts";
import type { Log } from "../log.ts";
import type { Store } from "../store/open-store.ts";

/** Discord bans at 10,000: https://discord.com/developers/docs/topics/rate-limits#invalid-request-limit-aka-cloudflare-bans */
export const invalidLimit = 100;
/** The last ones are left to answers to members. */
const reserve = 10;
/** Discord's ten minutes, and as long as an answer may be under way. */
const windowMs = 10 * 60_000 + 15_000;

/** When only those under way stand in the way. */
const shortestWaitMs = 1_000;

/** Says what became of a request. */
export type Settle = (isInvalid: boolean) => Promise<void>;

/**
 * Counts the requests that Discord holds against a bot (401, 403 and its own 429), over restarts, and stops all requests
 * long before they become too many. Those under way count too, since each may become one.
 */
export class InvalidRequests {
  readonly #store: Store["invalidRequests"];
  readonly #clock: Clock;
  readonly #log: Log;
  #atMs: readonly number[];
  #inFlight = 0;
  #isStopped = false;

  private constructor(store: Store["invalidRequests"], clock: Clock, log: Log, atMs: readonly number[]) {
    this.#store = store;
    this.#clock = clock;
    this.#log = log;
    this.#atMs = atMs;
  }

  static async open(store: Store["invalidRequests"], clock: Clock, log: Log): Promise<InvalidRequests> {
    const now = clock.now();
    const kept = await store.since(now - windowMs);
    // From here on by elapsed time, since a clock may be set; one that was set back must not prolong the stop.
    const atMs = kept.map((at) => clock.elapsedMs() - Math.max(0, now - at));
    return new InvalidRequests(store, clock, log, atMs);
  }

  /** How many in the last ten minutes. */
  get count(): number {
    const sinceMs = this.#clock.elapsedMs() - windowMs;
    this.#atMs = this.#atMs.filter((at) => at >= sinceMs);
    return this.#atMs.length;
  }

  /** How long until ordinary requests may leave again (ms); `undefined` while they may. */
  get stoppedForMs(): number | undefined {
    const excess = this.count - (invalidLimit - reserve);
    const now = this.#clock.elapsedMs();
    return excess < 0 ? undefined : (this.#atMs[excess] ?? now) + windowMs - now;
  }

  /**
   * Lets a request leave; whoever sends it must say what became of it.
   * @throws {DiscordError} `held-back` when it might be one too many
   */
  async admit(isAnswerToMember: boolean): Promise<Settle> {
    const { count } = this;
    const limit = isAnswerToMember ? invalidLimit : invalidLimit - reserve;
    if (count + this.#inFlight >= limit) throw this.#refusal(count);
    if (!isAnswerToMember) this.#goOn();
    this.#inFlight += 1;
    const doubted = await this.#doubt(count).catch((error: unknown) => {
      this.#inFlight -= 1;
      throw error;
    });
    return async (isInvalid) => {
      this.#inFlight -= 1;
      if (isInvalid) {
        this.#atMs = [...this.#atMs, this.#clock.elapsedMs()];
        if (doubted === undefined) await this.#store.add(this.#clock.now());
      } else if (doubted !== undefined) await this.#store.remove(doubted);
    };
  }

  /** While some are counted, a request is counted before it leaves: a process that dies now will not see the answer. */
  async #doubt(count: number): Promise<number | undefined> {
    return count > 0 ? await this.#store.add(this.#clock.now()) : undefined;
  }

  #refusal(count: number): DiscordError {
    const { stoppedForMs } = this;
    if (stoppedForMs !== undefined && !this.#isStopped) {
      this.#isStopped = true;
      this.#log.error(
        { invalidRequests: count, stoppedForMs },
        "discord refuses too much; requests are held back",
      );
    }
    const retryAfterMs = Math.max(shortestWaitMs, stoppedForMs ?? 0);
    return new DiscordError("held back: Discord refused too many requests", {
      kind: "held-back",
      reason: "invalid-requests",
      retryAfterMs,
    });
  }

  #goOn(): void {
    if (!this.#isStopped) return;
    this.#isStopped = false;
    this.#log.info("requests to discord go on");
  }
}
