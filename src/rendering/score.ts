import type { Site } from "../forum/site.ts";
import type { Scores } from "../forum/votes.ts";
import type { Language } from "../language/english.ts";

/** The score as the site shows it; empty if the site shows none. */
export function scoreOf(subject: { readonly scores: Scores }, site: Site, language: Language): string {
  const score = subject.scores[site.name];
  return score === undefined ? "" : language.mirror.score(score);
}
