import type { Scores } from "../../forum/votes.ts";

/** Shows a part of LessWrong's database, with scores of its own. */
const alignmentForum = { name: "alignmentforum", database: "lesswrong" };

interface RawScores {
  readonly af: boolean;
  readonly baseScore: number | null;
  readonly afBaseScore: number | null;
}

/** Names of the sites of a database that show a record. */
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
