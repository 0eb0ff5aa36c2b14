import type { Site } from "../../forum/site.ts";
import type { Scores } from "../../forum/votes.ts";
import type { RawNode } from "./records.ts";

/** Likes are the score. Nothing is shown if the publication sends none, because it switched them off. */
export function likesOf(
  { reaction_count, reactions }: Pick<RawNode, "reaction_count" | "reactions">,
  { name }: Site,
): Scores {
  const likes = reaction_count ?? reactions;
  if (likes === null || likes === undefined) return {};
  const number =
    typeof likes === "number" ? likes : Object.values(likes).reduce((sum, each) => sum + each, 0);
  return { [name]: number };
}
