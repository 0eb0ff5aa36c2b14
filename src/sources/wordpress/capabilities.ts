import type { Capabilities } from "../capabilities.ts";

export const wordpressCapabilities: Capabilities = {
  targets: ["post", "comment", "tag", "site"],
  scores: { posts: false, comments: false },
  authors: "names",
  bios: true,
  edits: "in-thread",
  deletions: "by-id",
  order: "tree",
  // Most blogs run on small machines, and no answer of the API can be cached.
  minPollMs: 60_000,
  requestsPerMinute: undefined,
  requestsPerDay: undefined,
  mostAtOnce: 100,
  // A comment that is missing there may only have been left out: only a request for it alone says what became of it.
  listsAll: false,
};
