import type { Author } from "../../forum/author.ts";
import { type Body, noBody } from "../../forum/body.ts";
import type { Post, Sequence, Tag } from "../../forum/post.ts";
import { formatReference } from "../../forum/reference.ts";
import type { Site } from "../../forum/site.ts";
import { toBody } from "./body.ts";
import { toAuthor } from "./convert-author.ts";
import type { RawPost, RawSequence, RawTag } from "./records.ts";
import { scoresOf } from "./scores.ts";
import { sitePath } from "./site-path.ts";
import { postVisibility } from "./visibility.ts";

/** Converts a post; of a hidden post, only its existence. `opening` is present if the answer contains it. */
export function toPost(raw: RawPost, site: Site): Post {
  const visibility = postVisibility(raw);
  const isVisible = visibility === "visible";
  const plainPath = `/posts/${raw._id}`;
  return {
    reference: formatReference(site.database, "post", raw._id),
    title: isVisible ? raw.title : "",
    author: isVisible && !raw.hideAuthor ? toAuthor(raw.user, site.database) : undefined,
    coauthors: isVisible && !raw.hideAuthor ? toAuthors(raw.coauthors ?? [], site.database) : [],
    postedAtMs: raw.postedAt,
    editedAtMs: raw.contents === null ? undefined : Math.max(raw.postedAt, raw.contents.editedAt),
    opening: isVisible ? openingOf(raw.contents) : noBody,
    scores: isVisible ? scoresOf(raw, site.database) : {},
    commentCount: undefined,
    tags: isVisible ? toTags(raw.tags ?? [], site.database) : [],
    isQuickTakesPage: raw.shortform,
    isClosed: raw.commentsLocked ?? false,
    visibility,
    path: isVisible ? sitePath(raw.pageUrlRelative, plainPath) : plainPath,
    plainPath,
  };
}

function openingOf(contents: RawPost["contents"]): Body | undefined {
  if (contents === null) return noBody;
  const html = "htmlHighlight" in contents ? contents.htmlHighlight : undefined;
  return html === undefined ? undefined : toBody(html);
}

function toAuthors(accounts: NonNullable<RawPost["coauthors"]>, database: string): readonly Author[] {
  return accounts.flatMap((account) => toAuthor(account, database) ?? []);
}

function toTags(tags: NonNullable<RawPost["tags"]>, database: string): readonly Tag[] {
  return tags.flatMap((tag) => (tag === null ? [] : [toTag(tag, database)]));
}

export function toTag(raw: Pick<RawTag, "_id" | "slug" | "name">, database: string): Tag {
  return { reference: formatReference(database, "tag", raw._id), slug: raw.slug, name: raw.name };
}

/** Path of a tag's wiki page. */
export function tagPath(raw: Pick<RawTag, "slug">, site: Site): string {
  return `/${site.database === "eaforum" ? "topics" : "w"}/${raw.slug}`;
}

/** Converts a tag's wiki page to the post that carries its discussion. */
export function toWikiPage(raw: RawTag, site: Site): Post {
  const visibility = raw.deleted ? "hidden" : "visible";
  const path = `${tagPath(raw, site)}/discussion`;
  return {
    reference: formatReference(site.database, "tag", raw._id),
    title: raw.deleted ? "" : raw.name,
    author: undefined,
    coauthors: [],
    postedAtMs: raw.createdAt,
    editedAtMs: raw.description?.editedAt,
    opening: raw.deleted ? noBody : toBody(raw.description?.htmlHighlight ?? ""),
    scores: {},
    commentCount: undefined,
    tags: [],
    isQuickTakesPage: false,
    isClosed: false,
    visibility,
    path,
    // The path may name the page: a wiki page has no author who could opt out.
    plainPath: path,
  };
}

/** Lists posts in reading order, without those that the site does not show. */
export function toSequence(raw: RawSequence, site: Site): Sequence {
  const chapters = (raw.chapters ?? [])
    .filter((chapter) => chapter !== null)
    .sort((a, b) => (a.number ?? Number.POSITIVE_INFINITY) - (b.number ?? Number.POSITIVE_INFINITY));
  const posts = new Map(chapters.flatMap((chapter) => chapter.posts.map((post) => [post._id, post])));
  const ids = new Set(chapters.flatMap((chapter) => chapter.postIds));
  return {
    reference: formatReference(site.database, "sequence", raw._id),
    title: raw.title,
    author: toAuthor(raw.user, site.database),
    path: `/s/${raw._id}`,
    posts: [...ids].flatMap((id) => {
      const post = posts.get(id);
      return post === undefined ? [] : [toPost(post, site)];
    }),
  };
}
