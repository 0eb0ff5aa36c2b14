import type { Reference } from "../forum/reference.ts";
import type { Folding } from "./foldings.ts";
import { isTelling, readQuestion, type Term } from "./question.ts";

type Thread = Reference<"post" | "tag">;

/** Reads the posts of an index. Each engine has its own. */
export interface PostReader {
  /** Returns the number in facets; `undefined` if the thread is not known. */
  idOf(reference: Thread): Promise<number | undefined>;
  /** Lists posts with a title, newest first. */
  newest(limit: number): Promise<readonly Thread[]>;
  /** Finds posts by words of their titles and authors, among the {@link candidates} last archived ones; most commented first. */
  matching(terms: readonly Term[], limit: number): Promise<readonly Thread[]>;
}

/** The number of matching posts to look at: enough to contain the one meant. */
export const candidates = 500;

export async function findPosts(
  posts: PostReader,
  folding: Folding,
  typed: string,
  limit: number,
): Promise<readonly Thread[]> {
  const terms = readQuestion(typed, { isTyping: true, folding }).terms.filter(isTelling);
  return terms.length === 0 ? await posts.newest(limit) : await posts.matching(terms, limit);
}
