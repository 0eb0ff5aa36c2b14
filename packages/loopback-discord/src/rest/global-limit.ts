/** The number of requests that a client may make on all routes together, and the way to count them. */
export interface GlobalLimitOptions {
  readonly requests: number;
  readonly windowMs: number;
  /**
   * `sliding`: never more within any window. `fixed`: windows that begin with their first request. `token-bucket`: this many at
   * once, each regained after its share of the window.
   */
  readonly shape: "sliding" | "fixed" | "token-bucket";
}

/**
 * Counted in the strictest way that the documentation allows:
 * https://discord.com/developers/docs/topics/rate-limits#global-rate-limit
 */
const documented: GlobalLimitOptions = { requests: 50, windowMs: 1000, shape: "sliding" };

/** Counts the requests of each client by the server's clock. */
export class GlobalLimit {
  readonly #options: GlobalLimitOptions;
  /** By client: the times of the counted requests, oldest first. */
  readonly #times = new Map<string, readonly number[]>();
  readonly #buckets = new Map<string, { readonly tokens: number; readonly atMs: number }>();

  constructor(options: Partial<GlobalLimitOptions> = {}) {
    this.#options = { ...documented, ...options };
  }

  /** Lets a request in and returns 0, or refuses it and returns how long (ms) it must wait. */
  take(client: string, nowMs: number): number {
    return this.#options.shape === "token-bucket"
      ? this.#takeToken(client, nowMs)
      : this.#takePlace(client, nowMs);
  }

  #takePlace(client: string, nowMs: number): number {
    const { requests, windowMs, shape } = this.#options;
    const before = this.#times.get(client) ?? [];
    const [first = nowMs] = before;
    const isOver = nowMs - first >= windowMs;
    const times =
      shape === "sliding" ? before.filter((atMs) => nowMs - atMs < windowMs) : isOver ? [] : before;
    const [oldest] = times;
    if (oldest !== undefined && times.length >= requests) return oldest + windowMs - nowMs;
    this.#times.set(client, [...times, nowMs]);
    return 0;
  }

  #takeToken(client: string, nowMs: number): number {
    const { requests, windowMs } = this.#options;
    const bucket = this.#buckets.get(client) ?? { tokens: requests, atMs: nowMs };
    const tokens = Math.min(requests, bucket.tokens + ((nowMs - bucket.atMs) * requests) / windowMs);
    this.#buckets.set(client, { tokens: tokens < 1 ? tokens : tokens - 1, atMs: nowMs });
    return tokens < 1 ? ((1 - tokens) * windowMs) / requests : 0;
  }
}
