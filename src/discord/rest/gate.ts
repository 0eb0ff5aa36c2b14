import { DefaultRestOptions, type RESTOptions } from "discord.js";
import type { Clock } from "../../clock.ts";
import type { Log } from "../../log.ts";
import type { Metrics } from "../../metrics.ts";
import type { DiscordState } from "../../mirror/discord-state.ts";
import type { Store } from "../../store/open-store.ts";
import { requireHeld } from "../../units/while-held.ts";
import { type Counter, type DiscordCall, describeCall } from "./discord-call.ts";
import { GlobalLimit, type Place } from "./global-limit.ts";
import { Holds } from "./holds.ts";
import { type Fate, InvalidRequests, invalidLimit } from "./invalid-requests.ts";
import { everything, Limits, type Sent } from "./limits.ts";
import { type Answer, type RateLimit, readRateLimit } from "./read-rate-limit.ts";
import { TokenRefused } from "./token-refused.ts";
import { longestAnswerMs } from "./waits.ts";

type MakeRequest = RESTOptions["makeRequest"];

/** A request, with the routes and limits that its outcome affects. */
interface Asked {
  readonly call: DiscordCall;
  /** Keys of the holds that apply to it. */
  readonly keys: readonly string[];
}

interface Answered {
  readonly answer: Answer;
  /** The limit that a 429 reports. */
  readonly limit: RateLimit | undefined;
}

export interface GateOptions {
  readonly clock: Clock;
  readonly random: () => number;
  readonly log: Log;
  readonly metrics: Metrics;
  /** A clock that runs with Discord's time, however fast the bot's clock is. */
  readonly realClock: Clock;
  /** Returns the maximum of requests per second for each of Discord's two counts, which may change. */
  readonly requestsPerSecond: Readonly<Record<Counter, () => number>>;
}

/** Every request to Discord passes through here before it leaves, and every answer before discord.js acts on it. */
export class Gate {
  readonly #invalid: InvalidRequests;
  readonly #holds: Holds;
  readonly #counts: Readonly<Record<Counter, GlobalLimit>>;
  readonly #limits: Limits;
  readonly #metrics: Metrics;
  readonly #realClock: Clock;

  private constructor(
    parts: {
      readonly invalid: InvalidRequests;
      readonly holds: Holds;
      readonly counts: Readonly<Record<Counter, GlobalLimit>>;
      readonly metrics: Metrics;
    },
    realClock: Clock,
  ) {
    this.#invalid = parts.invalid;
    this.#holds = parts.holds;
    this.#counts = parts.counts;
    this.#metrics = parts.metrics;
    this.#limits = new Limits(parts);
    this.#realClock = realClock;
  }

  static async open(
    store: Store,
    { clock, random, log, metrics, realClock, requestsPerSecond }: GateOptions,
  ): Promise<Gate> {
    const invalid = await InvalidRequests.open(store.invalidRequests, clock, log);
    const count = (counter: Counter) =>
      new GlobalLimit(realClock, log.child({ counter }), requestsPerSecond[counter]);
    const counts = { token: count("token"), address: count("address") };
    return new Gate({ invalid, holds: new Holds(clock, random, log), counts, metrics }, realClock);
  }

  get state(): Omit<DiscordState, "shards"> {
    const { count, stoppedForMs } = this.#invalid;
    return { invalidRequests: count, invalidLimit, stoppedForMs, held: this.#holds.held };
  }

  /**
   * Sends a request for the REST client, which never sees a 429: it would then delay answers to members too.
   * @throws {DiscordError} `held-back` if the request was certainly not sent, or Discord certainly did not carry it out
   */
  readonly request: MakeRequest = async (url, init) => {
    const call = describeCall(url, init);
    const asked = { call, keys: keysOf(call) };
    for (let tries = 1; ; tries += 1) {
      // Answers to members are exempt from the global limit and never wait.
      const place = call.isAnswerToMember ? undefined : await this.#counts[call.counter].enter();
      const send = this.#counted(call, () => DefaultRestOptions.makeRequest(url, timed(init)));
      const answered = await this.#send(asked, place, send);
      const waitMs = this.#judge(asked, answered, { place, tries });
      if (waitMs === undefined) return answered.answer;
      await this.#realClock.sleep(waitMs);
    }
  };

  async #send(asked: Asked, place: Place | undefined, send: () => Promise<Answer>): Promise<Answered> {
    const { call, keys } = asked;
    let hasLeft = false;
    try {
      const ticket = await this.#invalid.admit(call.isAnswerToMember);
      let fate: Fate = "unknown";
      try {
        this.#holds.enter(keys);
        requireHeld();
        hasLeft = true;
        const answer = await send();
        const limit = answer.status === 429 ? await readRateLimit(answer) : undefined;
        fate = fateOf(answer, limit);
        return { answer, limit };
      } finally {
        await this.#invalid.settle(ticket, fate);
      }
    } catch (error) {
      if (hasLeft) {
        if (keys.length > 0)
          this.#holds.failed(call.key, { requests: { route: call.route }, reason: "outage" });
        this.#abandon(asked);
      }
      throw error;
    } finally {
      const count = this.#counts[call.counter];
      if (place !== undefined && hasLeft) count.answered(place);
      else if (place !== undefined) count.giveBack(place);
    }
  }

  #counted({ route }: DiscordCall, send: () => Promise<Answer>): () => Promise<Answer> {
    return async () => {
      let status = "none";
      try {
        const answer = await send();
        status = String(answer.status);
        return answer;
      } finally {
        this.#metrics.discordRequests.inc({ route, status });
      }
    };
  }

  /** If the answer is inconclusive, the next request tries again. */
  #abandon({ keys }: Asked): void {
    for (const key of keys) this.#holds.abandoned(key);
  }

  /** Returns how long to wait (ms) before sending the request again; `undefined` if the answer is final. */
  #judge(asked: Asked, { answer, limit }: Answered, sent: Sent): number | undefined {
    const { call, keys } = asked;
    try {
      if (answer.status === 401 && keys.includes("token")) {
        // discord.js would drop its token and never use it again.
        const about = { requests: "token", reason: "token-refused" } as const;
        const retryAfterMs = this.#holds.failed("token", about, true);
        throw new TokenRefused(retryAfterMs);
      }
      if (limit !== undefined) return this.#limits.judge(call, limit, sent);
      if (answer.status >= 500 && keys.length > 0) {
        this.#holds.failed(call.key, { requests: { route: call.route }, reason: "outage" });
        return undefined;
      }
      for (const key of keys) this.#holds.succeeded(key);
      return undefined;
    } finally {
      this.#abandon(asked);
    }
  }
}

/** Answers to members pass every hold: each has its own path and cannot wait. */
function keysOf({ key, counter, isAnswerToMember }: DiscordCall): readonly string[] {
  return isAnswerToMember ? [] : [everything, counter, key];
}

/** Counts a limit that does not say how long to wait as a refusal, because it cannot be heeded. */
function fateOf({ status }: Answer, limit: RateLimit | undefined): Fate {
  if (limit?.isShared) return "unknown";
  if (limit !== undefined) return limit.retryAfterMs === undefined ? "refused" : "limited";
  if (status === 401 || status === 403) return "refused";
  return status < 500 ? "carried-out" : "unknown";
}

/** Limits the wait for an answer, without the time that the request waited for its turn. */
function timed(init: Parameters<MakeRequest>[1]): Parameters<MakeRequest>[1] {
  const timeout = AbortSignal.timeout(longestAnswerMs);
  const { signal } = init;
  return { ...init, signal: signal ? AbortSignal.any([signal, timeout]) : timeout };
}
