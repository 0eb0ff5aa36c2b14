/** One item, as the site keeps it. Texts are the site's HTML; times are in seconds. */
export interface ItemRecord {
  readonly id: number;
  readonly type: "story" | "comment" | "job" | "poll" | "pollopt";
  readonly by: string;
  readonly time: number;
  title?: string;
  url?: string;
  text?: string;
  score?: number;
  parent?: number;
  poll?: number;
  parts?: number[];
  deleted?: boolean;
  dead?: boolean;
  /** True while the author's delay lasts. */
  isDelayed?: boolean;
}

export interface UserRecord {
  readonly id: string;
  readonly created: number;
  karma: number;
  about?: string;
}

/** True for an item that the search index contains and every visitor sees. */
export function isLive({ deleted, dead }: ItemRecord): boolean {
  return !deleted && !dead;
}

/** The text as both APIs give it: a placeholder while the author's delay lasts. */
export function textOf({ isDelayed, text }: ItemRecord): string | undefined {
  return isDelayed ? "[delayed]" : text;
}
