import { byAge } from "../../forum/order.ts";
import type { Post } from "../../forum/post.ts";
import type { RequestOptions } from "../source.ts";
import type { Reading } from "./ask.ts";
import { askForPublicList } from "./ask-for-list.ts";
import { toPost } from "./convert-post.ts";
import { toMoment } from "./convert-text.ts";
import { type Seen, seenPost } from "./recent-cursor.ts";
import { listedPost, type RawPost, rawPost } from "./records.ts";

const listLength = 20;
/** More than the list holds, because an older post takes the place of a deleted one. */
const mostRemembered = 60;
/** The API has no list of posts and comments together, so posts are listed less often. */
const betweenListsMs = 5 * 60_000;

/** The newest posts that a poll saw. */
type SeenPosts = Pick<Seen, "posts" | "postsFrom" | "postsAt">;

interface PostNews {
  /** Oldest first. */
  readonly posts: readonly Post[];
  readonly edited: readonly Post[];
  readonly seen: SeenPosts;
}

/** Stands in for the posts of a blog that does not list them: none before this moment is news. */
export function unlistedPosts(nowMs: number): SeenPosts {
  return { posts: [], postsFrom: nowMs, postsAt: 0 };
}

/**
 * Returns whether it is time to list the posts: some minutes after the last time, or at once if a new comment is on a newer post
 * than any that was listed.
 */
export function arePostsDue(
  seen: SeenPosts,
  { commentedOn, nowMs }: { readonly commentedOn: readonly number[]; readonly nowMs: number },
): boolean {
  const newest = Math.max(0, ...seen.posts.map(([id]) => id));
  return Math.abs(nowMs - seen.postsAt) >= betweenListsMs || commentedOn.some((post) => post > newest);
}

/** Lists the newest posts, and finds those that are new or edited since the last list. */
export async function readRecentPosts(
  reading: Reading,
  seen: SeenPosts | undefined,
  request: RequestOptions,
): Promise<PostNews> {
  const asked = { route: "posts", query: { ...listedPost, per_page: listLength }, shape: rawPost };
  const { records } = await askForPublicList(reading, asked, request);
  const known = new Map(seen?.posts);
  const isNew = (raw: RawPost) =>
    seen !== undefined && !known.has(raw.id) && (toMoment(raw.date_gmt) ?? 0) >= seen.postsFrom;
  const isEdited = (raw: RawPost) => known.has(raw.id) && known.get(raw.id) !== seenPost(raw)[1];
  const visible = (raws: readonly RawPost[]) =>
    raws.map((raw) => toPost(raw, reading.site)).filter(({ visibility }) => visibility === "visible");
  return {
    posts: visible(records.filter(isNew)).sort(byAge),
    edited: visible(records.filter(isEdited)),
    seen: remember(records, seen, reading.now()),
  };
}

function remember(records: readonly RawPost[], seen: SeenPosts | undefined, nowMs: number): SeenPosts {
  const posts = new Map([...records.map(seenPost), ...(seen?.posts ?? [])].toReversed());
  const dates = records.flatMap(({ date_gmt }) => toMoment(date_gmt) ?? []);
  // A list that is not full has every post of the blog.
  const from = records.length < listLength ? 0 : Math.min(...dates);
  return {
    posts: [...posts].sort(([a], [b]) => b - a).slice(0, mostRemembered),
    postsFrom: Math.max(seen?.postsFrom ?? 0, from),
    postsAt: nowMs,
  };
}
