import type { FindingContext } from "../finding/context.ts";
import type { Language } from "../language/english.ts";
import type { Log } from "../log.ts";
import type { Store } from "../store/open-store.ts";
import type { Publisher } from "./publisher.ts";

/** What every step of the mirror works with. */
export interface MirrorContext extends FindingContext {
  readonly store: Store;
  readonly publisher: Publisher;
  /** 0 … 1, for the jitter of retries. */
  readonly random: () => number;
  readonly log: Log;
  readonly language: Language;
  /** How old an attempt to send must be before its absence from Discord proves that it failed. Longer than Discord's own time-outs. */
  readonly settleAfterMs: number;
}
