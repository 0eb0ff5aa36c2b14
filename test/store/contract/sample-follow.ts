import type { NewFollow } from "../../../src/store/follow.ts";

/** Describes a follow of a post that has no filters. */
export function sampleFollow(changes: Partial<NewFollow> = {}): NewFollow {
  return {
    guildId: "1",
    channelId: "2",
    site: "lesswrong",
    target: { kind: "post", reference: "lesswrong:post:a" },
    title: "A post",
    path: "/posts/a",
    backfill: undefined,
    minScore: undefined,
    authors: [],
    createdBy: "3",
    createdAtMs: 10,
    ...changes,
  };
}
