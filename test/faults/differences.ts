import type { LoopbackThread } from "loopback-discord/driver/thread.ts";
import type { CommentRecord } from "loopback-forum/records.ts";
import { tagsIn } from "./tagged-body.ts";

/** Returns whether a visitor of the site sees the comment. */
function isVisible(comment: CommentRecord): boolean {
  return !comment.deleted && !comment.rejected && !comment.draft && !comment.authorIsUnreviewed;
}

/** Returns a message's own words, without the small lines that the mirror adds. */
export function wordsOf(content: string): string {
  return content
    .split("\n")
    .filter((line) => !line.startsWith("-# "))
    .join("\n");
}

/**
 * Lists how a forum post differs from the site: lost, repeated, outdated or unwanted comments. The texts of the comments are
 * tagged.
 * @param comments all comments that the site has there, including hidden ones
 */
export function differences(thread: LoopbackThread, comments: readonly CommentRecord[]): readonly string[] {
  const messages = thread.messages.slice(1).map(({ content }) => content);
  const shown = Map.groupBy(
    messages.flatMap((content) => tagsIn(wordsOf(content))),
    ({ number }) => number,
  );
  const links = Map.groupBy(
    messages.flatMap(
      (content) =>
        content
          .split("\n")
          .at(-1)
          ?.match(/(?<=[?&]commentId=)[A-Za-z0-9]{17}/g) ?? [],
    ),
    (id) => id,
  );
  const unknown = messages.filter(
    (content) => tagsIn(wordsOf(content)).length === 0 && !content.includes("commentId="),
  );
  const wrong = comments.flatMap((comment) => {
    const wanted = tagsIn(comment.contents?.html ?? "");
    const [first] = wanted;
    const name = `comment ${first?.number}`;
    const own = shown.get(first?.number ?? -1) ?? [];
    const times = links.get(comment._id)?.length ?? 0;
    if (!isVisible(comment)) {
      return [
        ...(own.length > 0 ? [`${name} is shown although the site hides it`] : []),
        ...(times > 1 ? [`the tombstone of ${name} is there ${times} times`] : []),
      ];
    }
    const current = own.filter((tag) => tag.revision === first?.revision).length;
    return [
      ...(times === 1 ? [] : [`${name} is there ${times} times`]),
      ...(current === wanted.length ? [] : [`${name} shows ${current} of ${wanted.length} paragraphs`]),
      ...(own.length === current ? [] : [`${name} shows an old revision`]),
    ];
  });
  return [...wrong, ...unknown.map((content) => `a message belongs to no comment: ${content.slice(0, 60)}`)];
}
