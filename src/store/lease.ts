/** The right to work on a database, which one process has at a time. */
export interface Lease {
  /** Names the database in the log. */
  readonly database: string;
  /** Returns whether this process has the lease now; asking again does no harm. */
  tryAcquire(): Promise<boolean>;
  /** Returns whether this process certainly still has the lease. */
  isHeld(): boolean;
  /** Aborts if another process takes the lease over from this one. */
  readonly lost: AbortSignal;
  release(): Promise<void>;
}
