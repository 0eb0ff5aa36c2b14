/** The unit of folding: a character with its marks, a Hangul syllable written in parts, or three dots. */
const cluster =
  /[\u1100-\u115f\ua960-\ua97c]+[\u1160-\u11a7\ud7b0-\ud7c6]+[\u11a8-\u11ff\ud7cb-\ud7fb]*|\.\.\.|\s|[\s\S][\p{M}\uff9e\uff9f]*/gu;

export interface Cluster {
  readonly text: string;
  /** Its start in the text. */
  readonly start: number;
}

export function* clustersOf(text: string): Generator<Cluster> {
  for (const match of text.matchAll(cluster)) yield { text: match[0], start: match.index };
}
