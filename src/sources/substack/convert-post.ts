import { type Body, noBody } from "../../forum/body.ts";
import type { Post } from "../../forum/post.ts";
import type { Site } from "../../forum/site.ts";
import { escapeHtml } from "../../text/escape-html.ts";
import { barePost } from "../bare-records.ts";
import { openingOf } from "../opening-of.ts";
import { toAuthor } from "./convert-author.ts";
import { postReference } from "./ids.ts";
import { likesOf } from "./likes.ts";
import { momentOf } from "./moment.ts";
import { plainPath, postPath } from "./paths.ts";
import { bylineShape, type RawPost } from "./records.ts";
import { isPublic } from "./state.ts";

/** Converts a post. One that needs a subscription has no content. */
export function toPost(raw: RawPost, site: Site): Post {
  const isVisible = isPublic(raw);
  const [author, ...coauthors] = isVisible ? authorsOf(raw, site) : [];
  return {
    ...barePost,
    reference: postReference(site, raw.id),
    title: isVisible ? (raw.title ?? "") : "",
    author,
    coauthors,
    postedAtMs: momentOf(raw.post_date),
    opening: isVisible ? bodyOf(raw) : noBody,
    scores: isVisible ? likesOf(raw, site) : {},
    isClosed: raw.write_comment_permissions === "none",
    visibility: isVisible ? "visible" : "hidden",
    path: isVisible ? postPath(raw.slug) : plainPath(raw.id),
    plainPath: plainPath(raw.id),
  };
}

function authorsOf({ publishedBylines }: RawPost, site: Site) {
  return (publishedBylines ?? []).flatMap((byline) => {
    const read = bylineShape.safeParse(byline).data;
    return (read && toAuthor(read, site)) ?? [];
  });
}

/** The subtitle stands above the text. `undefined` in lists, which leave the text out. */
function bodyOf({ subtitle, body_html: html }: RawPost): Body | undefined {
  if (html === null || html === undefined) return undefined;
  const above = subtitle ? `<p><em>${escapeHtml(subtitle)}</em></p>` : "";
  const text = above + openingOf(html);
  return text.trim() === "" ? noBody : { format: "html", dialect: "substack", text };
}
