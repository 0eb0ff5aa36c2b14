import type { Archive } from "../archive/open-archive.ts";
import type { Clock } from "../clock.ts";
import type { Source } from "../sources/source.ts";

/** The places to look for records: first the archive, then their site. */
export interface FindingContext {
  /** Keyed by site name. */
  readonly sources: ReadonlyMap<string, Source>;
  readonly archive: Archive;
  readonly clock: Clock;
}
