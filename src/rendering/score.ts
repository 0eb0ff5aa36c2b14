import type { Comment } from "../forum/comment.ts";
import type { Site } from "../forum/site.ts";
import { scoreOn } from "../forum/votes.ts";
import type { Language } from "../language/english.ts";

/** The score as the site shows it; empty where it shows none. */
export function scoreOf(
  subject: Pick<Comment, "score" | "alignmentScore">,
  site: Site,
  language: Language,
): string {
  const score = scoreOn(subject, site);
  return score === undefined ? "" : language.mirror.score(score);
}
