/** The right to work on a database, which one process has at a time. It ends with the process, in whatever way that ends. */
export interface Lease {
  /** Names the database in the log. */
  readonly database: string;
  /** Returns whether this process has the lease now; asking again does no harm. */
  tryAcquire(): Promise<boolean>;
  release(): Promise<void>;
}
