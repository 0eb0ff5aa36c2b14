import type { Hit } from "./matches.ts";

export interface FindOptions {
  /** Cursor of the page before, from an untrusted source. */
  readonly after: string | undefined;
  readonly limit: number;
  /** In the time of `performance.now()`. */
  readonly deadline: number;
}

export interface Found {
  readonly hits: readonly Hit[];
  readonly next: string | undefined;
}
