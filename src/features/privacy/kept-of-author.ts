import type { Reference } from "../../forum/reference.ts";
import type { MirrorContext } from "../../mirror/context.ts";
import type { OptOut } from "../../store/opt-outs.ts";

/** What is kept of an author at this moment. */
export interface KeptOfAuthor {
  /** Comments with their text; counted up to {@link mostCounted}. */
  readonly comments: number;
  readonly isMore: boolean;
  readonly hasName: boolean;
  readonly hasProfile: boolean;
  readonly optOut: OptOut | undefined;
  /** While an opt-out is carried out: their comments of which something still stands in Discord. */
  readonly left: number;
}

const mostCounted = 500;

export async function keptOfAuthor(
  { archive, store }: Pick<MirrorContext, "archive" | "store">,
  author: Reference<"user">,
): Promise<KeptOfAuthor> {
  const page = await archive.search.search({ author, sort: "newest", limit: mostCounted });
  const comments = await archive.comments.getMany(page.references);
  const theirs = [...comments.values()].filter((comment) => comment.author?.reference === author);
  return {
    comments: theirs.length,
    isMore: page.next !== undefined,
    hasName: (await archive.users.get(author)) !== undefined,
    hasProfile: (await archive.profiles.get(author)) !== undefined,
    optOut: await store.optOuts.of(author),
    left: (await store.optOuts.recordsOf(author)).length,
  };
}
