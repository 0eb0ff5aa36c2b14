import { readComment, readPost } from "../../finding/read-through.ts";
import type { Comment } from "../../forum/comment.ts";
import type { Post } from "../../forum/post.ts";
import type { Reference } from "../../forum/reference.ts";
import type { Language } from "../../language/english.ts";
import { authorName, titleOf } from "../../rendering/names.ts";
import { renderSubtree } from "../../rendering/render-starter.ts";
import {
  factsOfAuthor,
  factsOfPost,
  readOptions,
  type StarterSubject,
  type SubjectReader,
} from "./subject.ts";

/** Reads a comment as the subject of a forum post, with everything below it. */
export function commentReader(reference: Reference<"comment">): SubjectReader {
  return {
    async read(context, { source }) {
      const comment = await readComment(context, source, reference, readOptions);
      if (comment === undefined) return undefined;
      return commentSubject(comment, await readPost(context, source, comment.thread, readOptions));
    },
    async kept(archive) {
      const comment = await archive.comments.get(reference);
      return comment && commentSubject(comment, await archive.posts.get(comment.thread));
    },
  };
}

function commentSubject(comment: Comment, post: Post | undefined): StarterSubject {
  const { author, path, visibility } = comment;
  const isGone = visibility === "deleted" || visibility === "hidden";
  return {
    path,
    facts: [[factsOfAuthor(author), path, visibility], post && factsOfPost(post)],
    goneNote: isGone ? (siteTitle, language) => language.mirror.goneComment(siteTitle) : undefined,
    title: (siteTitle, language) => subtreeTitle(comment, post, siteTitle, language),
    counts: (site) => ({ score: comment.scores[site.name], comments: undefined }),
    render: (placement, language) => renderSubtree(comment, post, placement, language),
  };
}

function subtreeTitle(
  { author, visibility }: Comment,
  post: Post | undefined,
  siteTitle: string,
  language: Language,
): string {
  if (visibility === "withheld") return language.mirror.withheldComment;
  const title = post === undefined ? siteTitle : titleOf(post, language);
  return language.mirror.subtreeTitle(authorName(author, language), title);
}
