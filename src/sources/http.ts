import { backoffMs, type Waits } from "../backoff.ts";
import { type Clock, systemClock } from "../clock.ts";
import type { Site } from "../forum/site.ts";
import type { Log } from "../log.ts";
import { type AttemptError, failure, failureOf, failureOfStatus } from "./attempt.ts";
import { Pace } from "./pace.ts";
import { Pause } from "./pause.ts";
import { readBody } from "./read-body.ts";
import type { RequestOptions, SourceHealth } from "./source.ts";
import { SourceError } from "./source-error.ts";

export interface HttpOptions {
  /** Budget of the site, all requests together, repeated and redirected ones too. */
  readonly requestsPerMinute: number;
  /** Names the bot and how to reach its operator, e.g. `Commonplace/0.1 (+https://…; you@example.org)`. */
  readonly userAgent: string;
  /** How long one attempt may take in all. */
  readonly timeoutMs?: number;
  /** How long a body may stand still. */
  readonly idleTimeoutMs?: number;
  readonly maxBytes?: number;
  readonly clock?: Clock;
  /** Hears once of each unreadable record. */
  readonly log?: Log;
  /** Ends every request, for good. */
  readonly signal?: AbortSignal;
  /** 0 … 1, for the jitter. */
  readonly random?: () => number;
}

const attempts = 3;
const delays: Waits = { firstMs: 1_000, longestMs: 20_000 };
const redirects = 3;

/** Asks one site for JSON, politely: within its budget, patiently, and nowhere else. */
export class SiteHttp {
  readonly site: Site;
  readonly #options: Required<Omit<HttpOptions, "log">>;
  readonly #hosts: ReadonlySet<string>;
  readonly #pace: Pace;
  readonly #pause: Pause;
  #lastError: SourceError | undefined;

  /** `otherHosts` may be redirected to, besides the host of the site's API. */
  constructor(site: Site, otherHosts: readonly string[], options: HttpOptions) {
    this.site = site;
    this.#options = {
      timeoutMs: 60_000,
      idleTimeoutMs: 15_000,
      maxBytes: 32 * 1024 * 1024,
      clock: systemClock,
      random: Math.random,
      signal: new AbortController().signal,
      ...options,
    };
    this.#hosts = new Set([new URL(site.apiUrl).host, ...otherHosts]);
    this.#pace = new Pace(options.requestsPerMinute, this.#options.clock);
    this.#pause = new Pause(this.#options.clock, this.#options.random);
  }

  /**
   * Posts JSON to a path of the site's API and reads the JSON it answers.
   * @throws {SourceError} also what `read` throws, which counts as a failure of the site but is not repeated
   */
  async post<T>(path: string, body: unknown, asked: RequestOptions, read: (json: unknown) => T): Promise<T> {
    const ended = this.#options.signal;
    const signal = asked.signal === undefined ? ended : AbortSignal.any([asked.signal, ended]);
    const request = { ...asked, signal };
    for (let attempt = 1; ; attempt += 1) {
      try {
        const value = read(await this.#attempt(path, JSON.stringify(body), request));
        this.#succeeded();
        return value;
      } catch (thrown) {
        asked.signal?.throwIfAborted();
        if (ended.aborted) throw this.#stopped();
        const failed = failureOf(this.site.name, thrown);
        if (failed.consequence !== "repeat" || attempt >= attempts) throw this.#failed(failed);
        const delayMs = backoffMs(delays, attempt - 1);
        await this.#options.clock.sleep(this.#options.random() * delayMs, request.signal);
        asked.signal?.throwIfAborted();
        if (ended.aborted) throw this.#stopped();
      }
    }
  }

  health(): Omit<SourceHealth, "unreadableRecords"> {
    return {
      lastError: this.#lastError,
      pausedUntilMs: this.#pause.untilMs,
      requestsInLastMinute: this.#pace.requestsInLastMinute,
    };
  }

  async #attempt(path: string, body: string, request: RequestOptions): Promise<unknown> {
    let url = new URL(path, this.site.apiUrl);
    for (let hop = 0; hop <= redirects; hop += 1) {
      this.#refuseWhilePaused();
      await this.#pace.turn(request);
      this.#refuseWhilePaused();
      const deadline = AbortSignal.timeout(this.#options.timeoutMs);
      const signal = request.signal === undefined ? deadline : AbortSignal.any([deadline, request.signal]);
      const response = await fetch(url, {
        method: "POST",
        body,
        redirect: "manual",
        signal,
        headers: {
          "content-type": "application/json",
          accept: "application/json",
          "user-agent": this.#options.userAgent,
        },
      });
      if (response.status >= 300 && response.status < 400) {
        await response.body?.cancel();
        url = this.#redirected(response, url);
        continue;
      }
      return await this.#parse(response);
    }
    throw failure(this.site.name, "refused", `${this.site.name} redirects in circles`);
  }

  async #parse(response: Response): Promise<unknown> {
    const failed = failureOfStatus(this.site.name, response, this.#options.clock.now());
    if (failed !== undefined) {
      await response.body?.cancel();
      throw failed;
    }
    const text = await readBody(response, this.#options);
    try {
      return JSON.parse(text);
    } catch (cause) {
      throw failure(this.site.name, "malformed", `${this.site.name} answers with broken JSON`, { cause });
    }
  }

  /** Only a redirect that keeps the method, and only to the site itself: anything else could lead into a private network. */
  #redirected(response: Response, from: URL): URL {
    const location = response.headers.get("location");
    const to = location === null ? null : URL.parse(location, from.href);
    const keepsMethod = response.status === 307 || response.status === 308;
    const isSafe =
      to !== null && this.#hosts.has(to.host) && (to.protocol === "https:" || to.protocol === from.protocol);
    if (keepsMethod && isSafe) return to;
    throw failure(this.site.name, "refused", `${this.site.name} redirects elsewhere (${response.status})`);
  }

  #stopped(): SourceError {
    return failure(this.site.name, "outage", `${this.site.name} is not asked any more: the bot stops`).error;
  }

  #refuseWhilePaused(): void {
    const untilMs = this.#pause.untilMs;
    if (untilMs === undefined) return;
    const retryAfterMs = untilMs - this.#options.clock.now();
    throw failure(this.site.name, "outage", `${this.site.name} is left alone for a while`, {
      consequence: "paused",
      retryAfterMs,
    });
  }

  #succeeded(): void {
    this.#pause.succeeded();
    this.#lastError = undefined;
  }

  /** Notes a failure and says how long the site is left alone because of it. */
  #failed({ error, consequence }: AttemptError): SourceError {
    if (consequence === "paused") return error;
    if (consequence === "block") this.#pause.blocked(error.retryAfterMs);
    else if (error.fault === "outage" || error.fault === "timeout") this.#pause.failed();
    const untilMs = this.#pause.untilMs;
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
