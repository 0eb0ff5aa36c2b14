import { type Body, noBody } from "../../forum/body.ts";
import type { Comment } from "../../forum/comment.ts";
import { formatReference, type Reference } from "../../forum/reference.ts";
import type { Site } from "../../forum/site.ts";
import { bareComment } from "../bare-records.ts";
import { toAuthor } from "./convert-author.ts";
import type { RawPost } from "./records.ts";
import { visibilityOf } from "./visibility.ts";

const like = 2;
/** The reaction that stands for a like. The score already counts it. */
const likeReaction = "heart";

/** The comment that a post answers, and its address. */
export interface Answered {
  readonly reference: Reference<"comment">;
  readonly path: string;
}

export function commentReference(id: number, { database }: Site): Reference<"comment"> {
  return formatReference(database, "comment", String(id));
}

export function topicReference(id: number, { database }: Site): Reference<"post"> {
  return formatReference(database, "post", String(id));
}

/** The address without words of the title, which may change. */
export function commentPath(topic: number, number: number): string {
  return `/t/${topic}/${number}`;
}

export function toBody(cooked: string): Body {
  return { format: "html", dialect: "discourse", text: cooked };
}

/** Converts any post but the first. Leaves out text and author if it is deleted or hidden. */
export function toComment(raw: RawPost, site: Site, answered: Answered | undefined): Comment {
  const visibility = visibilityOf(raw);
  const isVisible = visibility === "visible";
  return {
    ...bareComment,
    reference: commentReference(raw.id, site),
    thread: topicReference(raw.topic_id, site),
    parent: answered?.reference,
    author: isVisible ? toAuthor({ ...raw, id: raw.user_id }, site) : undefined,
    postedAtMs: raw.created_at,
    // The date of the last change also moves when the forum draws a post anew.
    editedAtMs: raw.version > 1 ? undefined : raw.created_at,
    body: isVisible ? toBody(raw.cooked) : noBody,
    revision: isVisible ? String(raw.version) : "",
    scores: isVisible ? { [site.name]: likesOf(raw) } : {},
    reactions: isVisible
      ? raw.reactions
          .filter(({ id }) => id !== likeReaction)
          .map(({ id, count }) => ({ name: id, count, quotes: [] }))
      : [],
    visibility,
    shownOn: [site.name],
    path: commentPath(raw.topic_id, raw.post_number),
    parentPath: answered?.path,
  };
}

function likesOf({ actions_summary }: RawPost): number {
  return actions_summary.find(({ id }) => id === like)?.count ?? 0;
}
