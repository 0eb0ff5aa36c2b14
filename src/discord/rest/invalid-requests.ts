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

/** Stands for the id of one that is being noted. */
const unnoted = 0;

/** When only those under way stand in the way. */
const shortestWaitMs = 1_000;

interface Counted {
  /** In the store. */
  readonly id: number;
  /** Elapsed time. */
  readonly atMs: number;
}

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
  /** Oldest first; those of more than ten minutes ago are still to be removed from the store. */
  #counted: readonly Counted[];
  #inFlight = 0;
  #isStopped = false;

  private constructor(store: Store["invalidRequests"], clock: Clock, log: Log, counted: readonly Counted[]) {
    this.#store = store;
    this.#clock = clock;
    this.#log = log;
    this.#counted = counted;
  }

  static async open(store: Store["invalidRequests"], clock: Clock, log: Log): Promise<InvalidRequests> {
    const now = clock.now();
    const elapsedMs = clock.elapsedMs();
    const counted = (await store.all()).map(({ id, atMs }) => {
      const ageMs = now - atMs;
      // The clock may have been set: what it cannot have seen happen or takes for long past counts as of now.
      return { id, atMs: elapsedMs - (ageMs >= 0 && ageMs <= windowMs ? ageMs : 0) };
    });
    return new InvalidRequests(
      store,
      clock,
      log,
      counted.toSorted((a, b) => a.atMs - b.atMs),
    );
  }

  /** How many in the last ten minutes. */
  get count(): number {
    return this.#recent.length;
  }

  /** How long until ordinary requests may leave again (ms); `undefined` while they may. */
  get stoppedForMs(): number | undefined {
    const excess = this.count - (invalidLimit - reserve);
    const now = this.#clock.elapsedMs();
    return excess < 0 ? undefined : (this.#recent[excess]?.atMs ?? now) + windowMs - now;
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
    const doubted = await this.#note(count).catch((error: unknown) => {
      this.#inFlight -= 1;
      throw error;
    });
    return async (isInvalid) => {
      this.#inFlight -= 1;
      if (isInvalid) {
        const atMs = this.#clock.elapsedMs();
        // Counted before it is noted: others are not to leave meanwhile.
        const counted = { id: doubted ?? unnoted, atMs };
        this.#counted = [...this.#counted, counted];
        if (doubted !== undefined) return;
        const id = await this.#store.add(this.#clock.now());
        this.#counted = this.#counted.map((one) => (one === counted ? { id, atMs } : one));
      } else if (doubted !== undefined) await this.#store.remove(doubted);
    };
  }

  get #recent(): readonly Counted[] {
    const sinceMs = this.#clock.elapsedMs() - windowMs;
    return this.#counted.filter(({ atMs }) => atMs >= sinceMs);
  }

  /** While some are counted, a request is counted before it leaves: a process that dies now will not see the answer. */
  async #note(count: number): Promise<number | undefined> {
    const recent = this.#recent;
    const past = this.#counted.filter((one) => !recent.includes(one));
    this.#counted = recent;
    if (past.length > 0) await this.#store.remove(...past.map(({ id }) => id));
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
