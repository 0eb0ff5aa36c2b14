import { readPost } from "../../finding/read-through.ts";
import type { Post } from "../../forum/post.ts";
import type { Reference } from "../../forum/reference.ts";
import { titleOf } from "../../rendering/names.ts";
import { renderPost } from "../../rendering/render-starter.ts";
import { factsOfPost, readOptions, type StarterSubject, type SubjectReader } from "./subject.ts";

/** Reads a post or the discussion of a wiki page as the subject of a forum post. */
export function postReader(reference: Reference<"post" | "tag">): SubjectReader {
  return {
    async read(context, { source }) {
      const post = await readPost(context, source, reference, readOptions);
      return post && postSubject(post);
    },
    async kept(archive) {
      const post = await archive.posts.get(reference);
      return post && postSubject(post);
    },
  };
}

function postSubject(post: Post): StarterSubject {
  const isGone = post.visibility === "deleted" || post.visibility === "hidden";
  return {
    path: post.path,
    facts: factsOfPost(post),
    goneNote: isGone ? (siteTitle, language) => language.mirror.gonePost(siteTitle) : undefined,
    title: (_, language) => titleOf(post, language),
    counts: (site) => ({ score: post.scores[site.name], comments: post.commentCount }),
    render: (placement, language) => renderPost(post, placement, language),
  };
}
