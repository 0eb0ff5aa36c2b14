import type { Post, Tag } from "../../forum/post.ts";
import { formatReference, type Reference, referenceId } from "../../forum/reference.ts";
import type { Site } from "../../forum/site.ts";
import type { RequestOptions } from "../source.ts";
import type { ListName } from "./address.ts";
import { postOfHit, postOfItem } from "./convert-post.ts";
import { readItem } from "./items.ts";
import { firstOr, type Reading } from "./reading.ts";
import { idsShape } from "./records.ts";
import { search } from "./search.ts";

interface List {
  readonly name: string;
  readonly path: string;
  /** Its ids in the official API, best first. */
  readonly ranking: string;
}

export const lists: Readonly<Record<ListName, List>> = {
  front: { name: "Hacker News front page", path: "/news", ranking: "topstories" },
  best: { name: "Best of Hacker News", path: "/best", ranking: "beststories" },
  ask: { name: "Ask HN", path: "/ask", ranking: "askstories" },
  show: { name: "Show HN", path: "/show", ranking: "showstories" },
};

const stories = "(story,poll)";
/** Stories on one page of the site. The rankings are longer, and their ends never were on a page that people read. */
const pageLength = 30;

export function listReference({ database }: Pick<Site, "database">, list: ListName): Reference<"tag"> {
  return formatReference(database, "tag", list);
}

export function tagOf(list: ListName, site: Site): Tag {
  return { reference: listReference(site, list), slug: list, name: lists[list].name };
}

/** Lists the newest stories of the whole site, or the first page of a list; newest first. */
export async function readPosts(
  reading: Reading,
  of: Reference<"tag"> | "site",
  {
    limit,
    minScore,
    ...request
  }: RequestOptions & { readonly limit: number; readonly minScore?: number | undefined },
): Promise<readonly Post[]> {
  if (of !== "site") return await readList(reading, referenceId(of), request);
  const bounds = minScore === undefined ? [] : [`points>=${minScore}`];
  return await found(reading, { tags: stories, bounds, limit }, request);
}

async function readList(reading: Reading, id: string, request: RequestOptions): Promise<readonly Post[]> {
  const list = Object.entries(lists).find(([name]) => name === id)?.[1];
  if (list === undefined) return [];
  const ranked = (await reading.firebase(list.ranking, idsShape, request)) ?? [];
  return await readStories(reading, ranked.slice(0, pageLength), request);
}

/** Reads stories with one request, or one by one while Algolia does not answer. Leaves out what is not a story. */
export async function readStories(
  reading: Reading,
  ids: readonly number[],
  request: RequestOptions,
): Promise<readonly Post[]> {
  if (ids.length === 0) return [];
  const tags = `${stories},(${ids.map((id) => `story_${id}`).join(",")})`;
  return await firstOr(
    () => found(reading, { tags, limit: ids.length }, request),
    () => oneByOne(reading, ids, request),
  );
}

async function found(reading: Reading, wanted: Parameters<typeof search>[1], request: RequestOptions) {
  const { hits } = await search(reading, wanted, request);
  return hits.flatMap((hit) => postOfHit(hit, reading.site) ?? []);
}

async function oneByOne(reading: Reading, ids: readonly number[], request: RequestOptions) {
  const posts: Post[] = [];
  for (const id of ids) {
    const item = await readItem(reading, id, request);
    if (item?.type !== "story" && item?.type !== "poll") continue;
    const post = postOfItem(item, [], reading.site);
    // Listings leave the opening out.
    if (post.visibility === "visible") posts.push({ ...post, opening: undefined });
  }
  return posts.sort((a, b) => (b.postedAtMs ?? 0) - (a.postedAtMs ?? 0));
}
