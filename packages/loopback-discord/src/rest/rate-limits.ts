import { createHash } from "node:crypto";

/** The number of requests in each window, counted per key (a channel, a webhook, a guild). */
export interface Limit {
  readonly name: string;
  readonly requests: number;
  readonly windowMs: number;
}

interface Window {
  used: number;
  endsAtMs: number;
}

export interface Verdict {
  readonly isAllowed: boolean;
  readonly bucket: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Seconds to wait after a refusal. */
  readonly retryAfter: number;
}

/**
 * Fixed windows that begin with their first request, reported in the documented headers. Each route has its own bucket, counted
 * separately for each major parameter, as in Discord.
 */
export class RateLimits {
  readonly #windows = new Map<string, Window>();

  take(limit: Limit, route: string, key: string): Verdict {
    const now = Date.now();
    const bucket = createHash("sha1").update(`${limit.name} ${route}`).digest("hex").slice(0, 32);
    const window = this.#window(`${bucket} ${key}`, limit.windowMs, now);
    const isAllowed = window.used < limit.requests;
    if (isAllowed) window.used += 1;
    const retryAfter = (window.endsAtMs - now) / 1000;
    const headers = {
      "x-ratelimit-limit": String(limit.requests),
      "x-ratelimit-remaining": String(limit.requests - window.used),
      "x-ratelimit-reset": (window.endsAtMs / 1000).toFixed(3),
      "x-ratelimit-reset-after": retryAfter.toFixed(3),
      "x-ratelimit-bucket": bucket,
      ...(isAllowed ? {} : { "x-ratelimit-scope": "user", "retry-after": retryAfter.toFixed(3) }),
    };
    return { isAllowed, bucket, headers, retryAfter };
  }

  #window(key: string, windowMs: number, now: number): Window {
    const known = this.#windows.get(key);
    if (known !== undefined && known.endsAtMs > now) return known;
    const window = { used: 0, endsAtMs: now + windowMs };
    this.#windows.set(key, window);
    return window;
  }
}

export function globalHeaders(retryAfter: number): Record<string, string> {
  return {
    "x-ratelimit-global": "true",
    "x-ratelimit-scope": "global",
    "retry-after": retryAfter.toFixed(3),
  };
}
