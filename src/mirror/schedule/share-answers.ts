import type { RequestOptions, Source } from "../../sources/source.ts";

/**
 * Asks a site each question once, for all threads that one reading serves, and gives the later ones the same answer or failure. The
 * priority of the first question counts.
 */
export function shareAnswers(source: Source): Source {
  const answers = new Map<string, Promise<unknown>>();
  const shared =
    <A extends readonly unknown[], T>(name: string, ask: (...args: A) => Promise<T>) =>
    async (...args: A): Promise<T> => {
      const key = JSON.stringify([name, ...args], (field, value: unknown) =>
        field === "priority" || field === "signal" ? undefined : value,
      );
      const known = answers.get(key) as Promise<T> | undefined;
      if (known !== undefined) return await known;
      const asked = ask(...args);
      answers.set(key, asked);
      return await asked;
    };
  const { readThread, readPost, readComment, readSubtree, readComments, readCommentsByUser } = source;
  const { readSequence, readPosts, readQuickTakes } = source;
  return {
    ...source,
    readThread: shared("thread", (thread, options: RequestOptions) => readThread(thread, options)),
    readPost: shared("post", (post, options: RequestOptions) => readPost(post, options)),
    readComment: shared("comment", (comment, options: RequestOptions) => readComment(comment, options)),
    ...(readSubtree && { readSubtree: shared("subtree", readSubtree) }),
    ...(readComments && { readComments: shared("comments", readComments) }),
    ...(readCommentsByUser && { readCommentsByUser: shared("user", readCommentsByUser) }),
    ...(readSequence && { readSequence: shared("sequence", readSequence) }),
    ...(readPosts && { readPosts: shared("posts", readPosts) }),
    ...(readQuickTakes && { readQuickTakes: shared("takes", readQuickTakes) }),
  };
}
