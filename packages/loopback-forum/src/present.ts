import type { ForumDatabase } from "./database.ts";
import { openingOf } from "./opening.ts";
import type {
  CommentRecord,
  Contents,
  PostRecord,
  RevisionRecord,
  SequenceRecord,
  TagRecord,
  UserRecord,
} from "./records.ts";
import type { Dialect } from "./schema.ts";

export interface PresentingSite {
  readonly dialect: Dialect;
  readonly database: ForumDatabase;
  /** Origin of permalinks. */
  readonly url: string;
}

/** Presents records as one answer in GraphQL shows them to an anonymous visitor. Functions are fields resolved on demand. */
export function presenter(site: PresentingSite) {
  const { database } = site;
  const commentCounts = new Map<string, number>();

  function user(id: string | null): object | null {
    const record = id === null ? undefined : database.users.get(id);
    return record === undefined || record.deleted ? null : presentUser(record);
  }

  function presentUser(record: UserRecord): object {
    return {
      ...record,
      username: record.slug,
      fullName: null,
      htmlBio: record.bio === "" ? "" : `<p>${record.bio}</p>`,
      pageUrl: `${site.url}/users/${record.slug}`,
      postCount: () => count(database.posts.values(), (post) => post.userId === record._id && !post.draft),
      commentCount: () => count(database.comments.values(), (comment) => comment.userId === record._id),
      sequenceCount: () => count(database.sequences.values(), (sequence) => sequence.userId === record._id),
      tagRevisionCount: () =>
        count(database.revisions.values(), (revision) => revision.userId === record._id),
      afPostCount: () =>
        count(database.posts.values(), (post) => post.userId === record._id && !post.draft && post.af),
      afCommentCount: () =>
        count(database.comments.values(), (comment) => comment.userId === record._id && comment.af),
      afSequenceCount: () =>
        count(database.sequences.values(), (sequence) => sequence.userId === record._id && sequence.af),
      shortformFeedId: () =>
        [...database.posts.values()].find((post) => post.shortform && post.userId === record._id)?._id ??
        null,
    };
  }

  /** Remembers the count: a list of comments asks for the same few posts again and again. */
  function commentCountOf(postId: string): number {
    const counted = commentCounts.get(postId) ?? database.countComments(postId);
    commentCounts.set(postId, counted);
    return counted;
  }

  function presentPost(record: PostRecord): object {
    const path = `/posts/${record._id}/${record.slug}`;
    return {
      ...record,
      draft: null,
      status: 2,
      pageUrl: site.url + path,
      pageUrlRelative: path,
      modifiedAt: record.contents?.editedAt ?? record.postedAt,
      lastCommentedAt: record.postedAt,
      user: () => user(record.userId),
      coauthors: () => record.coauthorUserIds.map((id) => user(id)).filter((found) => found !== null),
      tags: () =>
        record.tagIds.flatMap((id) => {
          const tag = database.tags.get(id);
          return tag === undefined || tag.deleted ? [] : [presentTag(tag)];
        }),
      htmlBody: record.contents?.html ?? null,
      contents: () => revision(record._id, record.contents),
      commentCount: () => commentCountOf(record._id),
      afCommentCount: () => database.countComments(record._id, true),
      extendedScore: null,
      score: record.baseScore,
      votingSystem: "namesAttachedReactions",
    };
  }

  function presentComment(record: CommentRecord): object {
    const isGone = record.deleted;
    return {
      ...record,
      post: () => {
        const post = record.postId === null ? undefined : database.posts.get(record.postId);
        return post === undefined || post.draft || isRefused(post) ? null : presentPost(post);
      },
      tag: () => {
        const tag = record.tagId === null ? undefined : database.tags.get(record.tagId);
        return tag === undefined ? null : presentTag(tag);
      },
      parentComment: () => related(record.parentCommentId),
      topLevelComment: () => related(record.topLevelCommentId),
      user: () => (isGone && site.dialect === "fork" ? null : user(record.userId)),
      userId: isGone && site.dialect === "fork" ? null : record.userId,
      author: () =>
        isGone || record.userId === null ? null : database.users.get(record.userId)?.displayName,
      contents: () => (isGone ? null : revision(record._id, record.contents)),
      htmlBody: isGone ? null : (record.contents?.html ?? null),
      pageUrl: () => `${site.url}${commentPath(record)}`,
      pageUrlRelative: () => commentPath(record),
      hideKarma: () => database.posts.get(record.postId ?? "")?.hideCommentKarma ?? false,
      votingSystem: "namesAttachedReactions",
      directChildrenCount: () => database.children(record._id).length,
      descendentCount: () => database.children(record._id).length,
    };
  }

  function related(id: string | null): object | null {
    const record = id === null ? undefined : database.comments.get(id);
    return record === undefined || record.draft || isRefused(record) ? null : presentComment(record);
  }

  function isRefused(record: { readonly _id: string; readonly onlyVisibleToLoggedIn?: boolean }): boolean {
    return record.onlyVisibleToLoggedIn === true || database.refusals.ofRecord(record._id) !== undefined;
  }

  function commentPath(record: CommentRecord): string {
    if (record.postId === null && record.tagId === null)
      throw new Error(`Unable to find document for comment: ${record._id}`);
    const post = database.posts.get(record.postId ?? "");
    const wiki = site.dialect === "fork" ? "topics" : "w";
    if (record.postId !== null && post === undefined)
      throw new Error(`Unable to find post for comment: ${record._id}`);
    const tag = database.tags.get(record.tagId ?? "");
    const page = tag ? `/${wiki}/${tag.slug}/discussion` : `/posts/${record.postId}/${post?.slug ?? ""}`;
    return `${page}?commentId=${record._id}`;
  }

  function presentTag(record: TagRecord): object {
    return {
      ...record,
      postCount: () => count(database.posts.values(), (post) => post.tagIds.includes(record._id)),
      wikiOnly: false,
      user: null,
      baseScore: 0,
      description: () => revision(record._id, record.description),
      textLastUpdatedAt: record.description?.editedAt ?? null,
    };
  }

  function presentSequence(record: SequenceRecord): object {
    const posts = (ids: readonly string[]) =>
      ids.flatMap((id) => {
        const post = database.posts.get(id);
        return post === undefined || post.draft || isRefused(post) ? [] : [presentPost(post)];
      });
    return {
      ...record,
      user: () => user(record.userId),
      postsCount: record.chapters.reduce((sum, chapter) => sum + chapter.postIds.length, 0),
      chapters: record.chapters.map((chapter) => ({ ...chapter, posts: () => posts(chapter.postIds) })),
    };
  }

  function presentRevision(record: RevisionRecord): object {
    const tag = database.tags.get(record.documentId);
    return { ...record, tag: tag === undefined ? null : presentTag(tag) };
  }

  return {
    revision: presentRevision,
    user: presentUser,
    post: presentPost,
    comment: presentComment,
    tag: presentTag,
    sequence: presentSequence,
  };
}

function revision(documentId: string, contents: Contents | null): object | null {
  if (contents === null) return null;
  return {
    ...contents,
    _id: documentId.split("").reverse().join(""),
    htmlHighlight: () => openingOf(contents.html),
    plaintextDescription: () => contents.html.replace(/<[^>]*>/g, " ").slice(0, 2000),
  };
}

function count<T>(records: Iterable<T>, isCounted: (record: T) => boolean): number {
  let total = 0;
  for (const record of records) if (isCounted(record)) total += 1;
  return total;
}
