import type { Capabilities } from "../capabilities.ts";

/** Algolia allows 10,000 requests an hour from one address. */
const requestsPerMinute = 160;

export const capabilities: Capabilities = {
  targets: ["post", "comment", "user", "tag", "site"],
  scores: { posts: true, comments: false },
  authors: "accounts",
  bios: true,
  edits: "in-thread",
  deletions: "by-id",
  order: "tree",
  minPollMs: 0,
  requestsPerMinute,
  requestsPerDay: undefined,
  mostAtOnce: 1,
  listsAll: true,
  isBusy: true,
};
