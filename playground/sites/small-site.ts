/** A site of one kind, with one discussion. Readers can follow it and comment there. */
export interface SmallSite {
  /** As in SITES. */
  readonly setting: string;
  readonly title: string;
  readonly discussion: { readonly title: string; readonly by: string; readonly url: string };
  /** The time after which the bot notices a new comment at the latest, for readers. */
  readonly asked: string;
  /** Number of comments on the discussion. */
  count(): number;
  /**
   * Adds a comment and returns its number.
   * @param answers number of the comment that it answers; 0 for none
   */
  add(text: string, by: string, answers: number): number;
  edit(comment: number, text: string): void;
  /** Absent if the bot could not notice it. */
  remove?(comment: number): void;
  close(): Promise<void>;
}
