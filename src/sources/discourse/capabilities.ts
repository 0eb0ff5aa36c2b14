import type { Capabilities } from "../capabilities.ts";

export const discourseCapabilities: Capabilities = {
  targets: ["post", "comment", "user", "tag", "site"],
  scores: { posts: true, comments: true },
  authors: "accounts",
  bios: true,
  // Polls show edits too, but only those of the newest posts.
  edits: "in-thread",
  deletions: "by-id",
  order: "time",
  // Visitors' answers come from a cache that lasts one minute.
  minPollMs: 60_000,
  // A forum allows 200 a minute, and 50 in ten seconds.
  requestsPerMinute: 180,
  requestsPerDay: undefined,
  mostAtOnce: 1,
  listsAll: true,
};
