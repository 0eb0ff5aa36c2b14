import type { PublicationContent } from "./publication.ts";
import type { CommentRecord, PostRecord } from "./records.ts";

const words: Readonly<Record<CommentRecord["state"], string>> = {
  published: "published",
  held: "published",
  gone: "deleted",
  moderator_removed: "moderator_removed",
  user_banned: "user_banned",
};

/** The comments below another one, or at the top, with those below them. */
export function treeOf(
  content: PublicationContent,
  { post, above, isOnlyTop }: { post: number; above: readonly CommentRecord[]; isOnlyTop: boolean },
): readonly object[] {
  return content.answersTo(post, above.at(-1)?.id).flatMap((comment) => {
    const children = isOnlyTop ? [] : treeOf(content, { post, above: [...above, comment], isOnlyTop });
    if (comment.state === "held" || (comment.state === "gone" && children.length === 0)) return [];
    return [viewOf(content, comment, { children, path: above.map(({ id }) => id).join(".") })];
  });
}

export function viewOf(
  { hidesLikes }: PublicationContent,
  comment: CommentRecord,
  { children, path }: { readonly children: readonly object[]; readonly path: string },
): object {
  const { id, post, user, date, edited, body, document, state, likes } = comment;
  const isReadable = state === "published" || state === "held";
  return {
    ...{
      id,
      post_id: post,
      publication_id: 9,
      type: "comment",
      date,
      edited_at: edited,
      ancestor_path: path,
    },
    ...{ user_id: user.id, name: isReadable ? user.name : null, handle: isReadable ? user.handle : null },
    photo_url: isReadable ? `https://substackcdn.com/image/${user.id}.png` : null,
    body: isReadable ? body : null,
    ...(document === undefined || !isReadable ? {} : { body_json: document }),
    ...{ deleted: state === "gone", status: words[state], pinned_by_user_id: null, suppressed: false },
    ...(hidesLikes ? {} : { reaction_count: likes, reactions: { "❤": likes } }),
    ...{ restacks: 0, user_banned: state === "user_banned", children_count: children.length, children },
  };
}

/** Visitors see the whole text of public posts only, and none in lists. */
export function postView(content: PublicationContent, post: PostRecord, hasText: boolean): object {
  const { id, slug, title, subtitle, html, date, type, audience, whoMayComment } = post;
  const counted = [...content.comments.values()].filter(
    (comment) => comment.post === id && comment.state === "published",
  );
  return {
    ...{ id, publication_id: 9, slug, title, subtitle, type, post_date: date, audience },
    canonical_url: `https://tides.example/p/${slug}`,
    ...{ cover_image: null, wordcount: 900, default_comment_sort: "best_first", postTags: [], restacks: 0 },
    comment_count: counted.length,
    child_comment_count: counted.filter(({ parent }) => parent !== undefined).length,
    ...(content.hidesLikes ? {} : { reaction_count: 8, reactions: { "❤": 8 } }),
    write_comment_permissions: whoMayComment,
    publishedBylines: [{ id: 1, name: "Sam", handle: "sam", photo_url: null }],
    body_html: !hasText ? null : audience === "everyone" ? html : html.slice(0, 20),
    truncated_body_text: "Opening…",
  };
}
