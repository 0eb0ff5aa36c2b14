import type { Comment } from "../../forum/comment.ts";
import { encodeReference } from "../../forum/reference.ts";
import type { Site } from "../../forum/site.ts";
import type { RequestOptions } from "../source.ts";
import { isRefusal } from "./ask.ts";
import { type Answered, commentPath, commentReference, toComment } from "./convert-comment.ts";
import type { Numbered } from "./post-numbers.ts";
import { askForPost } from "./raw-posts.ts";
import type { Reading } from "./reading.ts";
import type { RawPost } from "./records.ts";

/** Returns the number of the comment that a post answers; `undefined` if it answers the topic. */
function answeredNumber(post: RawPost): number | undefined {
  const number = post.reply_to_post_number ?? 1;
  return number <= 1 ? undefined : number;
}

/** A number without a visible comment keeps a reference of its own, which leads to the place in the topic. */
function answeredBy(post: RawPost, number: number, numbered: Numbered, site: Site): Answered {
  const reference =
    numbered === "none"
      ? encodeReference(site.database, "comment", `${post.topic_id}.${number}`)
      : commentReference(numbered, site);
  return { reference, path: commentPath(post.topic_id, number) };
}

/** Converts posts whose parents are known. Returns the others as they are. */
export function placeKnown(
  { site, numbers }: Reading,
  posts: readonly RawPost[],
): { readonly placed: readonly Comment[]; readonly unplaced: readonly RawPost[] } {
  const placed: Comment[] = [];
  const unplaced: RawPost[] = [];
  for (const post of posts) {
    const number = answeredNumber(post);
    const numbered = number === undefined ? undefined : numbers.get(post.topic_id, number);
    if (number === undefined) placed.push(toComment(post, site, undefined));
    else if (numbered === undefined) unplaced.push(post);
    else placed.push(toComment(post, site, answeredBy(post, number, numbered, site)));
  }
  return { placed, unplaced };
}

/** Finds out which comments have the numbers that these posts answer, with one request for each unknown number. */
export async function learnParents(
  reading: Reading,
  posts: readonly RawPost[],
  request: RequestOptions,
): Promise<void> {
  for (const post of posts) {
    const number = answeredNumber(post);
    if (number === undefined || reading.numbers.get(post.topic_id, number) !== undefined) continue;
    const at = `/posts/by_number/${post.topic_id}/${number}.json`;
    const answer = await askForPost(reading, at, request);
    if (isRefusal(answer)) reading.numbers.noteNumber(post.topic_id, number, "none");
  }
}

/** Converts posts, asking for the parents that are not known yet. */
export async function placeAll(
  reading: Reading,
  posts: readonly RawPost[],
  request: RequestOptions,
): Promise<readonly Comment[]> {
  await learnParents(reading, posts, request);
  return placeKnown(reading, posts).placed;
}
