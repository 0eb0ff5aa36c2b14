import type { Reference } from "../../forum/reference.ts";
import type { MirrorContext } from "../../mirror/context.ts";
import type { OptOut } from "../../store/opt-outs.ts";

/** The data kept about an author at the moment. */
export interface KeptOfAuthor {
  /** Comments with text; counted up to {@link mostCounted}. */
  readonly comments: number;
  readonly isMore: boolean;
  readonly hasName: boolean;
  readonly hasProfile: boolean;
  readonly optOut: OptOut | undefined;
  /** During an opt-out: comments of theirs that are still in Discord, at least in part. */
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
