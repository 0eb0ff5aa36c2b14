import type { Archive } from "../archive/open-archive.ts";
import type { Clock } from "../clock.ts";
import type { Source } from "../sources/source.ts";

/** Where records are looked for: in the archive first, then at their site. */
export interface FindingContext {
  /** By name of the site. */
  readonly sources: ReadonlyMap<string, Source>;
  readonly archive: Archive;
  readonly clock: Clock;
}
