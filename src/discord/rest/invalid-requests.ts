import type { Clock } from "../../clock.ts";
import type { Log } from "../../log.ts";
import { DiscordError } from "../../mirror/discord-error.ts";
import type { Store } from "../../store/open-store.ts";

/**
 * Far below the 10,000 at which Discord bans:
 * https://discord.com/developers/docs/topics/rate-limits#invalid-request-limit-aka-cloudflare-bans
 */
export const invalidLimit = 100;
/** The last ones are reserved for answers to members. */
const reserve = 10;
/** Half of Discord's own limit. Heeded limits slow the bot down long before that. */
const heededLimit = 5_000;
/** Each limit heeded in the last ten minutes lengthens later waits by this much. */
const slowerByMs = 10;
/** From this count on, a request is noted before it leaves, because a process that dies then never sees the answer. */
const notedFrom = 50;
/** The most successful requests that can offset later limits. */
const mostCredit = 100;
/** Discord's ten minutes, plus the longest time for which an answer may be under way. */
const windowMs = 10 * 60_000 + 15_000;

interface Counted {
  /** In elapsed time. */
  readonly atMs: number;
  readonly isHeeded: boolean;
  /** Its id in the store, once it is stored. */
  row: number | undefined;
}

/** A request that was allowed to leave. */
export interface Ticket {
  readonly isAnswerToMember: boolean;
  /** Its id in the store, if it was noted before it left. */
  readonly row: number | undefined;
}

/** The outcome of a request: `refused` by a 401, a 403 or a 429 that cannot be heeded, `limited` by one that can. */
export type Fate = "carried-out" | "refused" | "limited" | "unknown";

/**
 * Counts the requests that Discord holds against a bot (401, 403 and its own 429), across restarts, and stops all requests long
 * before there are too many. A 429 counts like the others only if no successful request offsets it; a heeded limit slows the bot
 * down instead.
 */
export class InvalidRequests {
  readonly #store: Store["invalidRequests"];
  readonly #clock: Clock;
  readonly #log: Log;
  /** Oldest first. Those more than ten minutes old still have to be removed from the store. */
  #counted: readonly Counted[];
  /** Number of requests under way, not counting answers to members. */
  #underWay = 0;
  #settled = Promise.withResolvers<void>();
  #credit = 0;
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
    const counted = (await store.all()).map(({ id, atMs, isHeeded }) => {
      const ageMs = now - atMs;
      // The clock may have been set: a moment in the future or the distant past counts as now.
      return { row: id, isHeeded, atMs: elapsedMs - (ageMs >= 0 && ageMs <= windowMs ? ageMs : 0) };
    });
    return new InvalidRequests(
      store,
      clock,
      log,
      counted.toSorted((a, b) => a.atMs - b.atMs),
    );
  }

  /** Number of requests refused in the last ten minutes. */
  get count(): number {
    return this.#recent(false).length;
  }

  /** How long until ordinary requests may leave again (ms); `undefined` if they may now. */
  get stoppedForMs(): number | undefined {
    const now = this.#clock.elapsedMs();
    const waits = [
      { counted: this.#recent(false), limit: invalidLimit - reserve },
      { counted: this.#recent(true), limit: heededLimit },
    ].flatMap(({ counted, limit }) => counted[counted.length - limit] ?? []);
    return waits.length === 0 ? undefined : Math.max(...waits.map(({ atMs }) => atMs + windowMs - now));
  }

  /** How much longer to wait for a limit than Discord asks (ms). */
  get slowerByMs(): number {
    return this.#recent(true).length * slowerByMs;
  }

  /**
   * Lets a request leave; the sender must report what became of it. Answers to members never wait. Of the others, no more are under
   * way than may still be refused.
   * @throws {DiscordError} `held-back` if too many were refused
   */
  async admit(isAnswerToMember: boolean): Promise<Ticket> {
    if (isAnswerToMember) {
      if (this.count >= invalidLimit) throw this.#refusal();
      return { isAnswerToMember, row: undefined };
    }
    for (;;) {
      if (this.stoppedForMs !== undefined) throw this.#refusal();
      if (this.count + this.#underWay < invalidLimit - reserve) break;
      await this.#settled.promise;
    }
    this.#goOn();
    this.#underWay += 1;
    try {
      await this.#forgetPast();
      const row = this.count >= notedFrom ? await this.#store.add(this.#clock.now()) : undefined;
      return { isAnswerToMember, row };
    } catch (error) {
      this.#leave();
      throw error;
    }
  }

  async settle(ticket: Ticket, fate: Fate): Promise<void> {
    const atMs = this.#clock.elapsedMs();
    const isHeeded = fate === "limited" && this.#credit > 0;
    const isCounted = fate === "refused" || fate === "limited";
    if (fate === "carried-out") this.#credit = Math.min(mostCredit, this.#credit + 1);
    if (isHeeded) this.#credit -= 1;
    const counted = { atMs, isHeeded, row: isCounted && !isHeeded ? ticket.row : undefined };
    // Counted before other requests may leave; stored afterwards.
    if (isCounted) this.#counted = [...this.#counted, counted];
    if (!ticket.isAnswerToMember) this.#leave();
    try {
      if (ticket.row !== undefined && counted.row === undefined) await this.#store.remove(ticket.row);
      if (isCounted && counted.row === undefined)
        counted.row = await this.#store.add(this.#clock.now(), { isHeeded });
    } catch (err) {
      // A failing store must not lose Discord's answer.
      this.#log.warn({ err }, "could not record a request that discord refused");
    }
  }

  #recent(isHeeded: boolean): readonly Counted[] {
    const sinceMs = this.#clock.elapsedMs() - windowMs;
    return this.#counted.filter((one) => one.isHeeded === isHeeded && one.atMs >= sinceMs);
  }

  #leave(): void {
    this.#underWay -= 1;
    this.#settled.resolve();
    this.#settled = Promise.withResolvers();
  }

  async #forgetPast(): Promise<void> {
    const sinceMs = this.#clock.elapsedMs() - windowMs;
    const past = this.#counted.filter(({ atMs }) => atMs < sinceMs);
    if (past.length === 0) return;
    this.#counted = this.#counted.filter(({ atMs }) => atMs >= sinceMs);
    await this.#store.remove(...past.flatMap(({ row }) => row ?? []));
  }

  #refusal(): DiscordError {
    const { count } = this;
    const retryAfterMs = this.stoppedForMs ?? 0;
    if (!this.#isStopped) {
      this.#isStopped = true;
      const facts = { invalidRequests: count, stoppedForMs: retryAfterMs };
      this.#log.error(facts, "discord refused too many requests; holding requests back");
    }
    return new DiscordError("held back: Discord refused too many requests", {
      kind: "held-back",
      reason: "invalid-requests",
      retryAfterMs,
    });
  }

  #goOn(): void {
    if (!this.#isStopped) return;
    this.#isStopped = false;
    this.#log.info("sending requests to discord again");
  }
}
