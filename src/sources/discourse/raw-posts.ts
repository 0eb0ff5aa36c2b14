import { z } from "zod";
import type { RequestOptions } from "../source.ts";
import { isRefusal, type Refusal } from "./ask.ts";
import type { Reading } from "./reading.ts";
import { postShape, type RawPost } from "./records.ts";

/** Posts of an answer, as far as they could be read. */
export interface RawPosts {
  readonly posts: readonly RawPost[];
  /** Ids of the others. */
  readonly unreadable: readonly number[];
}

const identified = z.object({ id: z.number() });

/** Reads a list of posts one by one, so a broken one costs only itself, and remembers what they say about numbers and names. */
export function readRawPosts(reading: Reading, place: string, list: readonly unknown[]): RawPosts {
  const { unreadable: noted } = reading;
  const posts: RawPost[] = [];
  const unreadable: number[] = [];
  for (const one of list) {
    const read = postShape.safeParse(one);
    if (read.success) {
      posts.push(read.data);
      continue;
    }
    const id = identified.safeParse(one).data?.id;
    const problem = z.prettifyError(read.error);
    noted.note(place, [{ kind: "record", place, id: id === undefined ? undefined : String(id), problem }]);
    if (id !== undefined) unreadable.push(id);
  }
  remember(reading, posts);
  return { posts, unreadable };
}

/** Asks for a single post. */
export async function askForPost(
  reading: Reading,
  at: string,
  request: RequestOptions,
): Promise<RawPost | Refusal> {
  const post = await reading.ask.record(at, postShape, request);
  if (!isRefusal(post)) remember(reading, [post]);
  return post;
}

function remember({ numbers, users }: Reading, posts: readonly RawPost[]): void {
  for (const post of posts) {
    numbers.note(post);
    users.note({ username: post.username, id: post.user_id });
  }
}
