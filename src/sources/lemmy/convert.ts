import type { Author } from "../../forum/author.ts";
import { type Body, noBody } from "../../forum/body.ts";
import type { Comment } from "../../forum/comment.ts";
import type { Post, Tag } from "../../forum/post.ts";
import type { Profile, ProfileCounts } from "../../forum/profile.ts";
import { formatReference } from "../../forum/reference.ts";
import type { Site } from "../../forum/site.ts";
import { bareComment, barePost } from "../bare-records.ts";
import type { CommentView, PersonView, PostView, RawComment, RawCommunity, RawPerson } from "./records.ts";

/** Replaces every text of a deleted account. */
const placeholder = "*Permanently Deleted*";

interface Dated {
  readonly published?: string | undefined;
  readonly published_at?: string | undefined;
  readonly updated?: string | null | undefined;
  readonly updated_at?: string | null | undefined;
}

/** Counts: version 3 puts them beside the record, version 4 inside it. */
interface Counted {
  readonly post_count?: number | undefined;
  readonly comment_count?: number | undefined;
}

/** Converts a comment. A tombstone keeps its place, without text and author. */
export function toComment(view: CommentView, site: Site): Comment {
  const { comment: raw, post, community } = view;
  const isHidden = post.removed || post.deleted || community.removed === true || community.deleted === true;
  const isDeleted = raw.removed || raw.deleted || raw.content === placeholder;
  const visibility = isHidden ? "hidden" : isDeleted ? "deleted" : "visible";
  const isVisible = visibility === "visible";
  const reference = (id: string) => formatReference(site.database, "comment", id);
  const path = (id: string) => `/post/${raw.post_id}/${id}`;
  const { parent, root } = ancestorsOf(raw);
  const score = raw.score ?? view.counts?.score;
  return {
    ...bareComment,
    reference: reference(String(raw.id)),
    thread: formatReference(site.database, "post", String(raw.post_id)),
    parent: parent === undefined ? undefined : reference(parent),
    root: root === undefined ? undefined : reference(root),
    author: isVisible ? toAuthor(view.creator, site) : undefined,
    postedAtMs: postedAt(raw),
    editedAtMs: editedAt(raw),
    body: isVisible ? markdown(raw.content) : noBody,
    scores: isVisible && score !== undefined ? { [site.name]: score } : {},
    visibility,
    shownOn: [site.name],
    path: path(String(raw.id)),
    parentPath: parent === undefined ? undefined : path(parent),
  };
}

function ancestorsOf({ path }: RawComment): { readonly parent?: string; readonly root?: string } {
  const ids = path.split(".").slice(1, -1);
  const [root] = ids;
  const parent = ids.at(-1);
  return root === undefined || parent === undefined ? {} : { parent, root };
}

/** Converts a post. A hidden one has no content. */
export function toPost({ post: raw, creator, community, counts }: PostView, site: Site): Post {
  const isHidden = raw.removed || raw.deleted || community.removed === true || community.deleted === true;
  const path = `/post/${raw.id}`;
  const score = raw.score ?? counts?.score;
  return {
    ...barePost,
    reference: formatReference(site.database, "post", String(raw.id)),
    title: isHidden ? "" : raw.name,
    author: isHidden ? undefined : toAuthor(creator, site),
    postedAtMs: postedAt(raw),
    editedAtMs: editedAt(raw),
    // A post may be only a link.
    opening: isHidden ? noBody : markdown([raw.url, raw.body].filter(Boolean).join("\n\n")),
    scores: isHidden || score === undefined ? {} : { [site.name]: score },
    tags: isHidden ? [] : [toTag(community, site)],
    isClosed: raw.locked,
    visibility: isHidden ? "hidden" : "visible",
    path,
    plainPath: path,
  };
}

export function toTag(raw: RawCommunity, site: Site): Tag {
  return {
    reference: formatReference(site.database, "tag", String(raw.id)),
    slug: handleOf(raw, site),
    name: raw.title || raw.name,
  };
}

/** `undefined` for an account that is gone. */
export function toAuthor(raw: RawPerson, site: Site): Author | undefined {
  if (raw.deleted === true) return undefined;
  const handle = handleOf(raw, site);
  return {
    reference: formatReference(site.database, "user", String(raw.id)),
    identity: "account",
    handle,
    name: raw.display_name || raw.name,
    avatarUrl: raw.avatar ?? undefined,
    path: `/u/${handle}`,
  };
}

export function toProfile({ person, counts }: PersonView, site: Site): Profile | undefined {
  const author = toAuthor(person, site);
  if (author === undefined) return undefined;
  return {
    reference: author.reference,
    author,
    bio: markdown(person.bio ?? ""),
    joinedAtMs: postedAt(person),
    counts: { [site.name]: countsIn({ ...person, ...counts }) },
  };
}

function countsIn({ post_count, comment_count }: Counted): ProfileCounts {
  return { posts: post_count, comments: comment_count };
}

/** Names a person or a community as the instance does: with the host if they belong to another instance. */
function handleOf({ name, ...raw }: RawPerson | RawCommunity, { url }: Site): string {
  const home = URL.parse(raw.ap_id ?? raw.actor_id ?? "")?.host ?? "";
  return home === "" || home === new URL(url).host ? name : `${name}@${home}`;
}

function markdown(text: string): Body {
  return text === "" ? noBody : { format: "markdown", dialect: "lemmy", text };
}

export function postedAt({ published_at, published = published_at }: Dated): number | undefined {
  return dateOf(published);
}

function editedAt(dated: Dated): number | undefined {
  return dateOf(dated.updated ?? dated.updated_at ?? undefined) ?? postedAt(dated);
}

function dateOf(text: string | undefined): number | undefined {
  // Older versions leave out the zone.
  const ms = Date.parse(text === undefined || /(?:Z|[+-]\d\d:\d\d)$/.test(text) ? (text ?? "") : `${text}Z`);
  return Number.isNaN(ms) ? undefined : ms;
}
