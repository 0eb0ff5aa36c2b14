import type { Comment } from "../../forum/comment.ts";
import type { Post } from "../../forum/post.ts";
import { formatReference } from "../../forum/reference.ts";
import type { Cursor, Recent, RequestOptions } from "../source.ts";
import { postedAt, toComment, toPost } from "./convert.ts";
import { commentList } from "./lists.ts";
import type { Reading } from "./reading.ts";
import { readCursor, type Seen, writeCursor } from "./recent-cursor.ts";
import type { CommentView, RawComment } from "./records.ts";
import { askForPost } from "./records-of.ts";

/** Comments from other instances may arrive this late, still dated when they were written. */
const reachMs = 60 * 60_000;
/** The most pages to read in one poll. */
const mostPages = 6;

/** The most new posts to read in one poll; lists of posts find the others. */
const mostNewPosts = 10;

const nothing: Seen = { newestMs: 0, comments: new Map(), posts: new Set() };

/** Reads the newest comments of the whole instance, until a page has nothing new. */
export async function readRecent(
  reading: Reading,
  cursor: Cursor | undefined,
  request: RequestOptions,
): Promise<Recent> {
  const { site } = reading;
  const last = readCursor(cursor);
  const seen = last ?? nothing;
  const { views, unreadable, hasGap } = await readPages(reading, last, request);
  const fromMs = seen.newestMs - reachMs;
  const isNews = ({ comment }: CommentView) =>
    seen.comments.get(comment.id) !== versionOf(comment) && (postedAt(comment) ?? fromMs) >= fromMs;
  const news = last === undefined ? [] : views.filter(isNews).reverse();
  const comments = news
    .map((view) => toComment(view, site))
    .filter(({ visibility }) => visibility !== "hidden");
  const answered = new Set(comments.map(({ parent }) => parent));
  const isNewer = (reference: Comment["reference"]) => comments.some((one) => one.reference === reference);
  return {
    comments,
    threads: [],
    parents: views
      .map((view) => toComment(view, site))
      .filter(
        ({ reference, visibility }) =>
          visibility === "visible" && answered.has(reference) && !isNewer(reference),
      ),
    unreadable: unreadable.map((id) => formatReference(site.database, "comment", String(id))),
    isComplete: true,
    posts: await readNewPosts(reading, news, { seen, fromMs }, request),
    changedThreads: [],
    hasGap: cursor !== undefined && (last === undefined || hasGap),
    isCursorUnreadable: cursor !== undefined && last === undefined,
    cursor: writeCursor(after(seen, views)),
  };
}

interface ReadPages {
  /** Newest first. */
  readonly views: readonly CommentView[];
  readonly unreadable: readonly number[];
  readonly hasGap: boolean;
}

/** Reads until a page has a comment that was seen before; without a cursor, the first page. */
async function readPages(
  { api }: Reading,
  last: Seen | undefined,
  request: RequestOptions,
): Promise<ReadPages> {
  const query = { type_: await api.spelled("All", request), sort: await api.spelled("New", request) };
  const views = new Map<number, CommentView>();
  const unreadable: number[] = [];
  let page: string | undefined;
  for (let count = 0; count < mostPages; count += 1) {
    const read = await api.list(commentList, query, page, request);
    for (const view of read?.records ?? []) views.set(view.comment.id, view);
    unreadable.push(...(read?.unreadable ?? []));
    const isReached =
      last === undefined || read?.records.some(({ comment }) => last.comments.has(comment.id));
    if (isReached || read?.next === undefined || last.comments.size === 0)
      return { views: [...views.values()], unreadable, hasGap: false };
    page = read.next;
  }
  return { views: [...views.values()], unreadable, hasGap: true };
}

/** Reads the posts of new comments, if they are new themselves. The instance lists posts only apart from comments. */
async function readNewPosts(
  { site, api }: Reading,
  news: readonly CommentView[],
  { seen, fromMs }: { readonly seen: Seen; readonly fromMs: number },
  request: RequestOptions,
): Promise<readonly Post[]> {
  const added = news.filter(({ post }) => !seen.posts.has(post.id) && (postedAt(post) ?? 0) >= fromMs);
  const posts: Post[] = [];
  for (const id of [...new Set(added.map(({ post }) => post.id))].slice(0, mostNewPosts)) {
    const raw = await askForPost(api, { id: String(id) }, request);
    const post = raw && toPost(raw, site);
    if (post?.visibility === "visible") posts.push(post);
  }
  return posts;
}

function after(seen: Seen, views: readonly CommentView[]): Seen {
  const comments = new Map(seen.comments);
  const posts = new Set(seen.posts);
  for (const { comment, post } of [...views].reverse()) {
    comments.delete(comment.id);
    comments.set(comment.id, versionOf(comment));
    posts.delete(post.id);
    posts.add(post.id);
  }
  const dates = views.map(({ comment }) => postedAt(comment) ?? 0);
  return { newestMs: Math.max(seen.newestMs, ...dates), comments, posts };
}

/** Changes when the text changes or becomes a tombstone. */
function versionOf({ updated, updated_at, deleted, removed }: RawComment): string {
  return `${updated ?? updated_at ?? ""}${deleted ? "d" : ""}${removed ? "r" : ""}`;
}
