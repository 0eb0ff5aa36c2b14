import type { Comment } from "../../forum/comment.ts";
import type { Post } from "../../forum/post.ts";
import { isReferenceTo, type Reference } from "../../forum/reference.ts";
import type { RequestOptions } from "../source.ts";
import { commentOfItem, idOf } from "./convert-comment.ts";
import { postOfItem } from "./convert-post.ts";
import { firstOr, type Reading } from "./reading.ts";
import { itemShape, nodeShape, type RawItem } from "./records.ts";
import { stateOfItem } from "./state.ts";

/** Enough options for any poll on the site; further ones are left out. */
const mostOptions = 20;
/** Deeper than any discussion. */
const mostAncestors = 200;

export async function readItem(
  { firebase }: Reading,
  id: number,
  request: RequestOptions,
): Promise<RawItem | undefined> {
  return await firebase(`item/${id}`, itemShape, request);
}

/** Reads a story without its comments; `undefined` if there is none with this id. */
export async function readPost(
  reading: Reading,
  post: Reference<"post" | "tag">,
  request: RequestOptions,
): Promise<Post | undefined> {
  const item = isReferenceTo(post, "post") ? await readItem(reading, idOf(post), request) : undefined;
  return item && (await readPostOf(reading, item, request));
}

export async function readPostOf(reading: Reading, item: RawItem, request: RequestOptions): Promise<Post> {
  const options: string[] = [];
  for (const id of item.parts?.slice(0, mostOptions) ?? []) {
    const option = await readItem(reading, id, request);
    if (option?.text && stateOfItem(option) === "visible") options.push(option.text);
  }
  return postOfItem(item, options, reading.site);
}

/** Makes a comment from an item, with its story; `undefined` if no story can be found for it. */
export async function readCommentOf(
  reading: Reading,
  item: RawItem,
  request: RequestOptions,
): Promise<Comment | undefined> {
  const storyId = await storyIdOf(reading, item, request);
  return storyId === undefined ? undefined : commentOfItem(item, storyId, reading.site);
}

/** Finds the story of a comment. The item does not name it; Algolia names it for comments that visitors see. */
export async function storyIdOf(
  reading: Reading,
  item: RawItem,
  request: RequestOptions,
): Promise<number | undefined> {
  const named =
    stateOfItem(item) === "visible"
      ? await firstOr(
          () => reading.algolia(`items/${item.id}`, nodeShape.pick({ story_id: true }), request),
          async () => undefined,
        )
      : undefined;
  return named?.story_id ?? (await topOf(reading, item, request));
}

/** Climbs from parent to parent, one request each. */
async function topOf(reading: Reading, item: RawItem, request: RequestOptions): Promise<number | undefined> {
  let parentId = item.parent;
  for (let step = 0; step < mostAncestors && typeof parentId === "number"; step += 1) {
    const parent = await readItem(reading, parentId, request);
    if (parent === undefined) return undefined;
    if (parent.type !== "comment") return parent.id;
    parentId = parent.parent;
  }
  return undefined;
}
