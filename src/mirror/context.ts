import type { FindingContext } from "../finding/context.ts";
import type { Language } from "../language/english.ts";
import type { Log } from "../log.ts";
import type { Metrics } from "../metrics.ts";
import type { Store } from "../store/open-store.ts";
import type { Publisher } from "./publisher.ts";
import type { Servers } from "./servers.ts";

/** Everything that the steps of the mirror work with. */
export interface MirrorContext extends FindingContext {
  readonly store: Store;
  readonly publisher: Publisher;
  /** The servers that this process writes to. */
  readonly servers: Servers;
  /** Returns 0 … 1, for the jitter of retries. */
  readonly random: () => number;
  readonly log: Log;
  readonly metrics: Metrics;
  readonly language: Language;
  /** Age of a send after which its absence from Discord proves that it failed. Longer than Discord's own time-outs. */
  readonly settleAfterMs: number;
}
