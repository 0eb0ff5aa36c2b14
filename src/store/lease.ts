/** The right to work on a database, which one process has at a time. It ends with the process, however that ends. */
export interface Lease {
  /** Names the database in the log. */
  readonly database: string;
  /** Whether the lease is ours now; asking again does no harm. */
  tryAcquire(): Promise<boolean>;
  release(): Promise<void>;
}
