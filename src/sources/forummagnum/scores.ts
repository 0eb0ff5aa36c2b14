import type { ProfileCounts } from "../../forum/profile.ts";
import type { Scores } from "../../forum/votes.ts";
import type { RawProfile } from "./records.ts";

/** A site that shows some of LessWrong's records, with its own scores. */
const alignmentForum = { name: "alignmentforum", database: "lesswrong" };

interface RawScores {
  readonly af: boolean;
  readonly baseScore: number | null;
  readonly afBaseScore: number | null;
}

/** Names the sites of a database that show a record. */
export function sitesShowing({ af }: Pick<RawScores, "af">, database: string): readonly string[] {
  return af && database === alignmentForum.database ? [database, alignmentForum.name] : [database];
}

export function scoresOf(raw: RawScores, database: string): Scores {
  const scores = sitesShowing(raw, database).map((site) => ({
    site,
    score: site === alignmentForum.name ? raw.afBaseScore : raw.baseScore,
  }));
  return Object.fromEntries(scores.flatMap(({ site, score }) => (score === null ? [] : [[site, score]])));
}

/** Reads an author's counts on each site of the database. */
export function countsOf(raw: RawProfile, database: string): Readonly<Record<string, ProfileCounts>> {
  const wikiContributions = raw.tagRevisionCount;
  const own = {
    karma: raw.karma,
    posts: raw.postCount,
    comments: raw.commentCount,
    sequences: raw.sequenceCount,
    wikiContributions,
  };
  if (database !== alignmentForum.database) return { [database]: own };
  const alignment = {
    karma: raw.afKarma,
    posts: raw.afPostCount,
    comments: raw.afCommentCount,
    sequences: raw.afSequenceCount,
    wikiContributions,
  };
  return { [database]: own, [alignmentForum.name]: alignment };
}
