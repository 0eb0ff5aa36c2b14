import type { Capabilities } from "../capabilities.ts";

export const substackCapabilities: Capabilities = {
  targets: ["post", "comment", "site"],
  scores: { posts: true, comments: true },
  authors: "accounts",
  bios: false,
  edits: "in-thread",
  deletions: "by-absence",
  order: "tree",
  // The limits are not published. Some dozens of quick requests are too many.
  minPollMs: 120_000,
  requestsPerMinute: 6,
  requestsPerDay: undefined,
  mostAtOnce: 1,
  listsAll: true,
};
