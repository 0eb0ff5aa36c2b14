import type { Clock } from "../clock.ts";
import type { Log } from "../log.ts";
import type { Metrics } from "../metrics.ts";
import type { Capabilities } from "./capabilities.ts";
import type { RequestCounts } from "./day-budget.ts";
import type { Fetch } from "./fetch.ts";
import type { ClaimTurn } from "./pace.ts";

export interface HttpOptions {
  /** Budget of the site for all requests together, including repeated and redirected ones. */
  readonly requestsPerMinute: number;
  /** Names the bot and the way to reach its operator, such as `Commonplace/0.1 (+https://…; you@example.org)`. */
  readonly userAgent: string;
  /** The longest time for one attempt. */
  readonly timeoutMs?: number;
  /** The longest time for which a body may stall. */
  readonly idleTimeoutMs?: number;
  readonly maxBytes?: number;
  /** Default: Node's own, which reaches private networks too. */
  readonly fetch?: Fetch;
  readonly clock?: Clock;
  /** Receives each unreadable record once. */
  readonly log?: Log;
  /** Counts each attempt. */
  readonly metrics?: Metrics;
  /** Ends every request for good. */
  readonly signal?: AbortSignal;
  /** Counts the requests to sites with a daily limit. */
  readonly requestCounts?: RequestCounts;
  /** Returns 0 … 1, for the jitter. */
  readonly random?: () => number;
  /** Shares the budget of the site of this name with other processes. */
  readonly claimTurn?: (site: string, ...turn: Parameters<ClaimTurn>) => Promise<void>;
}

/** Limits on requests to a site: to which hosts, and how often. */
export interface Access extends Pick<Capabilities, "requestsPerMinute" | "requestsPerDay"> {
  /** Hosts that requests and redirects may go to, besides the host of the site's API. */
  readonly otherHosts: readonly string[];
  /** True if the robots.txt beside the API speaks of the API too: it does on a site's own host. */
  readonly heedsRobots?: boolean;
}
