import type { Capabilities } from "../capabilities.ts";
import { usualRestMs } from "./documents.ts";

export const capabilities: Capabilities = {
  targets: ["post", "comment", "site"],
  scores: { posts: false, comments: false },
  authors: "names",
  bios: false,
  // As long as the comment is in the feed.
  edits: "in-poll",
  // A comment that has left a feed may simply be too old for it.
  deletions: "never",
  order: "tree",
  minPollMs: usualRestMs,
  requestsPerMinute: undefined,
  requestsPerDay: 1_000,
  mostAtOnce: 1,
  listsAll: true,
};
