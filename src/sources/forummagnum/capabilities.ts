import type { Site } from "../../forum/site.ts";
import type { Capabilities } from "../capabilities.ts";

export function capabilitiesOf(site: Site): Capabilities {
  return {
    targets: ["post", "discussion", "comment", "user", "sequence", "tag", "site"],
    scores: { posts: true, comments: true },
    authors: "accounts",
    bios: true,
    edits: "in-poll",
    deletions: "by-id",
    order: "tree",
    minPollMs: 0,
    requestsPerMinute: undefined,
    requestsPerDay: undefined,
    mostAtOnce: 100,
    listsAll: site.name !== "alignmentforum",
  };
}
