import type { Author } from "../../forum/author.ts";
import { type Body, noBody } from "../../forum/body.ts";
import type { Post, Tag } from "../../forum/post.ts";
import type { Site } from "../../forum/site.ts";
import { withEmoji } from "../../text/dialects/discourse/emoji.ts";
import { barePost } from "../bare-records.ts";
import { toAuthor } from "./convert-author.ts";
import { toBody, topicReference } from "./convert-comment.ts";
import type { RawAccount, RawListedTopic, RawPost, RawTopic } from "./records.ts";
import { visibilityOf } from "./visibility.ts";

type TopicFacts = Pick<Post, "author" | "opening" | "commentCount" | "tags">;

/** Converts a topic with its first post, which is missing if it could not be read. */
export function toPost(
  raw: RawTopic,
  site: Site,
  { first, tags }: { readonly first: RawPost | undefined; readonly tags: readonly Tag[] },
): Post {
  const author = raw.details.created_by ?? (first && { ...first, id: first.user_id ?? undefined });
  return postOf(raw, site, {
    author: author?.id === undefined ? undefined : toAuthor({ ...author, id: author.id }, site),
    opening: first && openingOf(first),
    // The first post is not a comment.
    commentCount: Math.max(0, raw.posts_count - 1),
    tags,
  });
}

/** Converts a topic as lists return it: without its text. */
export function toListedPost(
  raw: RawListedTopic,
  site: Site,
  { users, tags }: { readonly users: readonly RawAccount[]; readonly tags: readonly Tag[] },
): Post {
  const account = users.find(({ id }) => id === raw.posters[0]?.user_id);
  const author: Author | undefined = account && toAuthor(account, site);
  return postOf(raw, site, { author, opening: undefined, commentCount: undefined, tags });
}

function postOf(raw: RawTopic | RawListedTopic, site: Site, facts: TopicFacts): Post {
  const plainPath = `/t/${raw.id}`;
  return {
    ...barePost,
    ...facts,
    reference: topicReference(raw.id, site),
    title: withEmoji(raw.title),
    postedAtMs: raw.created_at,
    // As in the forum's lists: all likes in the topic.
    scores: { [site.name]: raw.like_count },
    isClosed: raw.closed === true || raw.archived === true,
    path: raw.slug ? `/t/${encodeURIComponent(raw.slug)}/${raw.id}` : plainPath,
    plainPath,
  };
}

function openingOf(first: RawPost): Body {
  return visibilityOf(first) === "visible" ? toBody(first.cooked) : noBody;
}

/** The page of a tag or category. It carries no comments of its own. */
export function toTagPage({ reference, name }: Tag, path: string): Post {
  return {
    ...{ reference, title: name, author: undefined, coauthors: [] },
    ...{ postedAtMs: undefined, editedAtMs: undefined, opening: noBody, scores: {}, commentCount: 0 },
    ...{ tags: [], isQuickTakesPage: false, isClosed: true, visibility: "visible" },
    ...{ path, plainPath: path },
  };
}
