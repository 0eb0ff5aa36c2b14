/** A discussion on a site of some kind. A comment is a number that counts from 0. */
export interface OpenedSite {
  /** As in the bot's configuration. */
  readonly sites: string;
  /** Address of the discussion. */
  readonly url: string;
  /** Address of the list of all discussions. */
  readonly listUrl: string;
  /** Number of requests so far. */
  requests(): number;
  add(words: string, parent: number | undefined): void;
  edit(comment: number, words: string): void;
  /** Absent if nobody could notice it. */
  delete?(comment: number): void;
  close(): Promise<void>;
}

export interface KindOfSite {
  /** How fast the clocks run: no test waits for the time between two polls. */
  readonly speed: number;
  open(now: () => number): Promise<OpenedSite>;
}
