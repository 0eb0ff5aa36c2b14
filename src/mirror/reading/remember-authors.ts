import type { Comment } from "../../forum/comment.ts";
import type { Follow } from "../../store/follows.ts";
import type { MirrorContext } from "../context.ts";

/** Notes whom the names of a follow's filter mean, so that an author who changes their name still passes. */
export async function rememberAuthors(
  { store }: Pick<MirrorContext, "store">,
  { id, authors }: Follow,
  comments: readonly Comment[],
): Promise<void> {
  if (authors.length === 0) return;
  const named = comments.flatMap(({ author }) => {
    if (author === undefined || authors.includes(author.reference)) return [];
    const isNamed = [author.slug, author.name].some((name) => authors.includes(name.toLowerCase()));
    return isNamed ? [author.reference] : [];
  });
  if (named.length > 0) await store.follows.addAuthors(id, named);
}
