import type { ArchiveFaultKind } from "./archive/storage.ts";
import type { StoreFault } from "./language/faults.ts";
import type { Log } from "./log.ts";

/** Logs that the database begins to refuse changes, or that it accepts them again (no fault). */
export function tellStoreFault(log: Log, fault: StoreFault | undefined, err: unknown): void {
  if (fault === undefined) log.info("the database accepts changes again");
  else log.error({ err, fault }, "the database refuses changes; sending nothing until it accepts them");
}

/** Logs that the archive begins to fail, or that it answers again (no fault). */
export function tellArchiveFault(log: Log, fault: ArchiveFaultKind | undefined, err: unknown): void {
  if (fault === undefined) log.info("the archive answers again");
  else if (fault === "away")
    log.warn({ err }, "the archive (CACHE_URL) does not answer; asking the sites instead until it does");
  else log.warn({ err }, "the archive (CACHE_URL) refuses records; asking the sites for what it lacks");
}
