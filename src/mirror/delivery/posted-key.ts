import type { Reference } from "../../forum/reference.ts";

/** Names what the archive's `posted` keeps: a comment's messages in one of the store's threads. */
export function postedKey(threadId: number, comment: Reference<"comment">): string {
  return `${threadId} ${comment}`;
}
