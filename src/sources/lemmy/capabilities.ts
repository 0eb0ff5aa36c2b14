import type { Capabilities } from "../capabilities.ts";

export const capabilities: Capabilities = {
  targets: ["post", "comment", "user", "tag", "site"],
  scores: { posts: true, comments: true },
  authors: "accounts",
  bios: true,
  // Polls list comments by their dates, so an edited one comes again only while it is among the newest.
  edits: "in-thread",
  deletions: "by-id",
  order: "tree",
  minPollMs: 60_000,
  requestsPerMinute: undefined,
  requestsPerDay: undefined,
  mostAtOnce: 1,
  listsAll: true,
};
