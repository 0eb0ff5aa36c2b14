import type { Shelf } from "../../archive/shelf.ts";
import type { Comment } from "../../forum/comment.ts";
import type { Post } from "../../forum/post.ts";
import type { Reference } from "../../forum/reference.ts";
import { isCommentBy, isPostBy, withheldComment, withheldPost } from "../../forum/withheld.ts";
import { giveWay } from "../../give-way.ts";
import type { OptOutRecord } from "../../store/opt-outs.ts";
import type { MirrorContext } from "../context.ts";

type Context = Pick<MirrorContext, "archive" | "store">;

const scanSize = 200;

/**
 * Removes an author's records from the archive. First notes durably what they were, so a crash leaves no message whose author is
 * unknown. Returns their number; 0 means that nothing of theirs is kept.
 */
export async function collectRecords(context: Context, author: Reference<"user">): Promise<number> {
  const { comments, posts } = context.archive;
  const isAuthor = (one: Reference<"user">) => one === author;
  const isComment = (comment: Comment) => isCommentBy(comment, isAuthor);
  const isPost = (post: Post) => isPostBy(post, isAuthor);
  const found =
    (await withholdIn(context, author, { shelf: comments, isTheirs: isComment, withheld: withheldComment })) +
    (await withholdIn(context, author, { shelf: posts, isTheirs: isPost, withheld: withheldPost }));
  await context.archive.forgetAuthor(author);
  return found;
}

interface Withholding<K extends string, T extends { readonly reference: K }> {
  readonly shelf: Shelf<K, T>;
  readonly isTheirs: (record: T) => boolean;
  readonly withheld: (record: T) => T;
}

async function withholdIn<K extends OptOutRecord, T extends { readonly reference: K }>(
  { store }: Context,
  author: Reference<"user">,
  { shelf, isTheirs, withheld }: Withholding<K, T>,
): Promise<number> {
  let found = 0;
  for await (const batch of shelf.batches(scanSize)) {
    const theirs = batch.filter(isTheirs);
    await store.optOuts.addRecords(
      author,
      theirs.map(({ reference }) => reference),
    );
    await shelf.put(theirs.map(withheld));
    found += theirs.length;
    await giveWay();
  }
  return found;
}
