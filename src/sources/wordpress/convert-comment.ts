import type { Comment } from "../../forum/comment.ts";
import { formatReference } from "../../forum/reference.ts";
import type { Site } from "../../forum/site.ts";
import { bareComment } from "../bare-records.ts";
import { commentAuthor } from "./convert-author.ts";
import { toBody, toMoment } from "./convert-text.ts";
import { pathOf, plainPath } from "./paths.ts";
import type { RawComment } from "./records.ts";

/** Leaves room below each second for the ids of the comments written in it. */
const idsPerSecond = 2 ** 20;

/** Converts a comment that the blog shows; `undefined` for a pingback, a trackback and anything else that is not a comment. */
export function toComment(raw: RawComment, site: Site): Comment | undefined {
  if (raw.type !== "comment" || raw.status !== "approved") return undefined;
  const { database } = site;
  const postedAtMs = toMoment(raw.date_gmt);
  const path = pathOf(site, raw.link, `${plainPath(raw.post)}#comment-${raw.id}`);
  return {
    ...bareComment,
    reference: formatReference(database, "comment", String(raw.id)),
    thread: formatReference(database, "post", String(raw.post)),
    parent: raw.parent === 0 ? undefined : formatReference(database, "comment", String(raw.parent)),
    author: commentAuthor(raw, site),
    postedAtMs,
    position: positionOf(raw, postedAtMs),
    editedAtMs: undefined,
    body: toBody(raw.content.rendered),
    scores: {},
    visibility: "visible",
    shownOn: [site.name],
    path,
    parentPath: raw.parent === 0 ? undefined : parentPath(path, raw),
  };
}

/** Dates are whole seconds, so ids decide between comments of one second, as on the blog. */
function positionOf({ id }: RawComment, postedAtMs = 0): number {
  return Math.floor(postedAtMs / 1000) * idsPerSecond + (id % idsPerSecond);
}

/** Makes the address of the comment above, which may be on another page of the comments. */
function parentPath(path: string, { post, parent }: RawComment): string {
  const place = path.replace(/(?:comment-page-\d+\/?)?#.*$/, "");
  return `${place === "" ? plainPath(post) : place}#comment-${parent}`;
}
