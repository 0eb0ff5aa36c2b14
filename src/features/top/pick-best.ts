import type { Reference } from "../../forum/reference.ts";

/** A comment that may be among the best. */
export interface Candidate {
  readonly thread: Reference<"post" | "tag">;
  /** Score on the site where it is read; 0 if the site has none. */
  readonly score: number;
  /** Characters that a reader sees. */
  readonly length: number;
}

export interface Choice<C extends Candidate> {
  readonly most: number;
  /** Asked only about candidates that would otherwise be picked. */
  readonly isAllowed: (candidate: C) => Promise<boolean>;
}

/** Comments of one thread in a list. */
const mostOfThread = 2;
/** A shorter comment counts for less: an empty one for half. */
const fullLength = 500;

/** Picks the best comments by score and length, at most two of each thread. The order of equal ones stays. */
export async function pickBest<C extends Candidate>(
  candidates: readonly C[],
  { most, isAllowed }: Choice<C>,
): Promise<readonly C[]> {
  const picked: C[] = [];
  for (const candidate of candidates.toSorted((a, b) => worth(b) - worth(a))) {
    if (picked.length >= most) break;
    const ofThread = picked.filter(({ thread }) => thread === candidate.thread).length;
    if (ofThread < mostOfThread && (await isAllowed(candidate))) picked.push(candidate);
  }
  return picked;
}

function worth({ score, length }: Candidate): number {
  return (Math.max(0, score) + 1) * (0.5 + 0.5 * Math.min(1, length / fullLength));
}
