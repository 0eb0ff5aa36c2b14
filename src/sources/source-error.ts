import type { SourceFault } from "../language/faults.ts";

/** A site could not be read. */
export class SourceError extends Error {
  override readonly name = "SourceError";
  readonly site: string;
  readonly fault: SourceFault;
  /** True if the same request may succeed later. */
  readonly retryable: boolean;
  /** How long the site asked to be left alone (ms). */
  readonly retryAfterMs: number | undefined;

  constructor(
    message: string,
    facts: { site: string; fault: SourceFault; retryable: boolean; retryAfterMs?: number | undefined },
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.site = facts.site;
    this.fault = facts.fault;
    this.retryable = facts.retryable;
    this.retryAfterMs = facts.retryAfterMs;
  }
}

/** Returns whether the site answers and refuses only the record requested. */
export function isRecordFault(fault: SourceFault): fault is "not-public" | "record-refused" {
  return fault === "not-public" || fault === "record-refused";
}
