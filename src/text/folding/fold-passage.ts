const folds: readonly (readonly [RegExp, string])[] = [
  [/[\u02bc\u2018\u2019\u201a\u201b\u2032`´]/g, "'"],
  [/[\u201c\u201d\u201e\u201f\u2033«»]/g, '"'],
  [/[\u2010-\u2015\u2212]/g, "-"],
];
/** Invisible signs that join, hide or turn text, such as soft hyphens and the mirror's own signs against pings. */
const invisible = /\p{Default_Ignorable_Code_Point}+/gu;

/**
 * Folds a cluster for passages: removes differences between two copies of the same words, such as quotes, dashes, invisible characters, and
 * whatever Unicode treats as another way to write it (NFKC): superscripts, ligatures, wide forms, separate accents. The result has no white space.
 */
export function foldForPassage(cluster: string): string {
  if (cluster === "...") return "…";
  if (cluster.length === 1 && cluster < "\u0080" && cluster !== "`") return cluster;
  let folded = cluster.replace(invisible, "");
  for (const [pattern, replacement] of folds) folded = folded.replace(pattern, replacement);
  return folded === "…" ? folded : folded.normalize("NFKC").replace(/\s/g, "");
}
