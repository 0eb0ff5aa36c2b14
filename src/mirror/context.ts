import type { Archive } from "../archive/open-archive.ts";
import type { Clock } from "../clock.ts";
import type { Language } from "../language/english.ts";
import type { Log } from "../log.ts";
import type { Source } from "../sources/source.ts";
import type { Store } from "../store/open-store.ts";
import type { Publisher } from "./publisher.ts";

/** What every step of the mirror works with. */
export interface MirrorContext {
  /** By name of the site. */
  readonly sources: ReadonlyMap<string, Source>;
  readonly archive: Archive;
  readonly store: Store;
  readonly publisher: Publisher;
  readonly clock: Clock;
  /** 0 … 1, for the jitter of retries. */
  readonly random: () => number;
  readonly log: Log;
  readonly language: Language;
  /** How old an attempt to send must be before its absence from Discord proves that it failed. Longer than Discord's own time-outs. */
  readonly settleAfterMs: number;
}
