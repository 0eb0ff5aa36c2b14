import { backoffMs, type Waits } from "../backoff.ts";
import { systemClock } from "../clock.ts";
import { siteLabel } from "../forum/public-site.ts";
import type { Site } from "../forum/site.ts";
import { AttemptError, failure, failureOf } from "./attempt.ts";
import { CrawlDelay, robotsQuestion, robotsTimeoutMs } from "./crawl-delay.ts";
import { DayBudget } from "./day-budget.ts";
import type { Access, HttpOptions } from "./http-options.ts";
import { Pace } from "./pace.ts";
import { Pause } from "./pause.ts";
import type { Answer, Question } from "./question.ts";
import { sendQuestion } from "./send-question.ts";
import type { Priority, SourceHealth } from "./source.ts";
import { SourceError } from "./source-error.ts";

const attempts = 3;
const delays: Waits = { firstMs: 1_000, longestMs: 20_000 };

/** Asks one site politely: within its budget, patiently, and nowhere else. */
export class SiteHttp {
  readonly site: Site;
  readonly #options: Required<Omit<HttpOptions, "log" | "metrics" | "requestCounts">> &
    Pick<HttpOptions, "metrics">;
  readonly #hosts: ReadonlySet<string>;
  readonly #pace: Pace;
  readonly #day: DayBudget;
  readonly #crawlDelay: CrawlDelay | undefined;
  /** Pauses by host: one host may be asked while another is paused. */
  readonly #pauses = new Map<string, Pause>();
  #lastError: SourceError | undefined;

  constructor(site: Site, access: Access, options: HttpOptions) {
    this.site = site;
    this.#options = {
      timeoutMs: 60_000,
      idleTimeoutMs: 15_000,
      maxBytes: 32 * 1024 * 1024,
      fetch,
      clock: systemClock,
      random: Math.random,
      signal: new AbortController().signal,
      claimTurn: async () => {},
      ...options,
    };
    const { clock, claimTurn } = this.#options;
    const { requestsPerMinute: most = Number.POSITIVE_INFINITY, requestsPerDay } = access;
    this.#hosts = new Set([new URL(site.apiUrl).host, ...access.otherHosts]);
    this.#pace = new Pace(Math.min(most, options.requestsPerMinute), clock, (...turn) =>
      claimTurn(site.name, ...turn),
    );
    this.#day = new DayBudget(requestsPerDay, {
      site: site.name,
      clock,
      counts: options.requestCounts,
    });
    if (access.heedsRobots !== true) return;
    const address = new URL("/robots.txt", site.apiUrl);
    this.#crawlDelay = new CrawlDelay({
      address: address.href,
      clock,
      read: () => this.#readRobots(address),
    });
  }

  /**
   * Asks one question and reads the answer.
   * @throws {SourceError} also for whatever else `read` throws, which counts as a malformed answer and is not repeated
   * @throws {RangeError} for a host that is not the site's
   */
  async ask<T>(question: Question, read: (answer: Answer) => T): Promise<T> {
    const { at } = question;
    const url = new URL(at.startsWith("/") ? this.site.apiUrl + at : at, this.site.apiUrl);
    if (!this.#hosts.has(url.host)) throw new RangeError(`${url.host} is not a host of ${this.site.name}`);
    const ended = this.#options.signal;
    const signal = question.signal === undefined ? ended : AbortSignal.any([question.signal, ended]);
    const pause = this.#pauseOf(url.host);
    for (let attempt = 1; ; attempt += 1) {
      try {
        const value = readBy(read, await this.#send(url, { ...question, signal }, pause), this.site.name);
        pause.succeeded();
        this.#count("ok");
        this.#lastError = undefined;
        return value;
      } catch (thrown) {
        question.signal?.throwIfAborted();
        if (ended.aborted) throw this.#stopped();
        const failed = failureOf(this.site.name, thrown);
        this.#count(failed.error.fault);
        if (failed.consequence !== "repeat" || attempt >= attempts) throw this.#failed(failed, pause);
        const delayMs = backoffMs(delays, attempt - 1);
        await this.#options.clock.sleep(this.#options.random() * delayMs, signal);
        question.signal?.throwIfAborted();
        if (ended.aborted) throw this.#stopped();
      }
    }
  }

  health(): Omit<SourceHealth, "unreadableRecords"> {
    const { used, most } = this.#day;
    const pauses = [...this.#pauses.values()].map(({ untilMs }) => untilMs);
    const held = pauses.filter((untilMs) => untilMs !== undefined);
    return {
      lastError: this.#lastError,
      pausedUntilMs: held.length > 0 && held.length === pauses.length ? Math.min(...held) : undefined,
      requestsInLastMinute: this.#pace.requestsInLastMinute,
      day: most === undefined ? undefined : { used, most },
      isSparing: this.#day.waitMs("sweep") !== undefined,
    };
  }

  async #send(url: URL, question: Question, pause: Pause): Promise<Answer> {
    return await sendQuestion(url, question, {
      ...this.#options,
      site: this.site,
      hosts: this.#hosts,
      turn: async () => {
        await this.#day.refresh();
        this.#pace.slowTo((await this.#crawlDelay?.ms()) ?? 0);
        this.#refuseWhileHeld(question.priority, pause);
        await this.#pace.turn(question);
        this.#refuseWhileHeld(question.priority, pause);
        await this.#day.spend();
      },
    });
  }

  async #readRobots(address: URL): Promise<string> {
    const { status, body } = await sendQuestion(address, robotsQuestion(address), {
      ...this.#options,
      timeoutMs: robotsTimeoutMs,
      site: this.site,
      hosts: this.#hosts,
      turn: async () => {
        await this.#pace.turn({ priority: "poll", signal: this.#options.signal });
        await this.#day.spend();
      },
    });
    return status < 300 ? String(body) : "";
  }

  #count(outcome: string): void {
    this.#options.metrics?.siteRequests.inc({ site: siteLabel(this.site.name), outcome });
  }

  #pauseOf(host: string): Pause {
    const pause = this.#pauses.get(host) ?? new Pause(this.#options.clock, this.#options.random);
    this.#pauses.set(host, pause);
    return pause;
  }

  #stopped(): SourceError {
    return failure(this.site.name, "outage", `${this.site.name} is not asked any more: the bot stops`).error;
  }

  #refuseWhileHeld(priority: Priority, { untilMs }: Pause): void {
    const { name } = this.site;
    const waitMs = this.#day.waitMs(priority);
    if (waitMs !== undefined)
      throw failure(name, "spent", `the requests that ${name} allows in 24 hours are used up`, {
        consequence: "paused",
        retryAfterMs: waitMs,
      });
    if (untilMs === undefined) return;
    throw failure(name, "outage", `${name} is left alone for a while`, {
      consequence: "paused",
      retryAfterMs: untilMs - this.#options.clock.now(),
    });
  }

  /** Records a failure and returns the error, with the time until the host may be asked again. */
  #failed({ error, consequence }: AttemptError, pause: Pause): SourceError {
    if (consequence === "paused") return error;
    if (consequence === "block") pause.blocked(error.retryAfterMs);
    else if (error.fault === "outage" || error.fault === "timeout") pause.failed();
    const { untilMs } = pause;
    this.#lastError =
      untilMs === undefined
        ? error
        : new SourceError(
            error.message,
            {
              site: error.site,
              fault: error.fault,
              retryable: error.retryable,
              retryAfterMs: untilMs - this.#options.clock.now(),
            },
            { cause: error.cause },
          );
    return this.#lastError;
  }
}

function readBy<T>(read: (answer: Answer) => T, answer: Answer, site: string): T {
  try {
    return read(answer);
  } catch (cause) {
    if (cause instanceof SourceError || cause instanceof AttemptError) throw cause;
    throw failure(site, "malformed", `${site} answers with something that cannot be read`, { cause });
  }
}
