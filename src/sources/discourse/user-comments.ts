import { z } from "zod";
import { type Reference, referenceId } from "../../forum/reference.ts";
import type { CommentPage, RequestOptions } from "../source.ts";
import { SourceError } from "../source-error.ts";
import { isRefusal, type Refusal } from "./ask.ts";
import { commentReference } from "./convert-comment.ts";
import { placeAll } from "./parents.ts";
import { readByName } from "./profile.ts";
import { readRawPosts } from "./raw-posts.ts";
import { readPostsById } from "./read-by-ids.ts";
import type { Reading } from "./reading.ts";
import { actionsShape, type RawPost } from "./records.ts";
import { isComment, visibilityOf } from "./visibility.ts";

/** Answers in topics, among the actions on a person's page. */
const answers = 5;
/** Entries of the list that are read again, because deletions move later ones forward. */
const overlap = 5;
const actionsLength = 30;

const tokenShape = z.object({
  /** How many answers came before. */
  offset: z.number().int().nonnegative(),
  /** The lowest id returned: only lower ones follow. */
  below: z.number(),
});
type Token = z.infer<typeof tokenShape>;

interface UserPage {
  readonly posts: readonly RawPost[];
  readonly unreadable: readonly number[];
  readonly next: Token | undefined;
}

/**
 * Reads a page of a person's comments, newest first. The newest fifty posts come with one request. For older ones, the forum lists
 * only their places, and the texts come from their topics.
 */
export async function readUserComments(
  reading: Reading,
  user: Reference<"user">,
  { after, limit, ...request }: RequestOptions & { readonly limit: number; readonly after?: string },
): Promise<CommentPage> {
  const token = after === undefined ? undefined : tokenShape.parse(JSON.parse(after));
  const page = await readByName(reading, user, request, (name) =>
    token === undefined ? readNewest(reading, name, request) : readOlder(reading, name, token, request),
  );
  if (isRefusal(page)) throw refused(reading, user);
  const shown = page.posts.filter((post) => isComment(post) && visibilityOf(post) === "visible");
  const own = shown.filter(({ user_id }) => String(user_id) === referenceId(user));
  return {
    comments: await placeAll(reading, own, request),
    threads: [],
    parents: [],
    unreadable: page.unreadable.map((id) => commentReference(id, reading.site)),
    isComplete: true,
    next: page.next && JSON.stringify(page.next),
  };
}

async function readNewest(
  reading: Reading,
  name: string,
  request: RequestOptions,
): Promise<UserPage | Refusal> {
  const at = `/u/${encodeURIComponent(name)}/activity.json`;
  const list = await reading.ask.person(at, z.array(z.unknown()), request);
  if (isRefusal(list)) return list;
  const { posts, unreadable } = readRawPosts(reading, at, list);
  const read = posts.filter(isComment).length;
  const below = lowestId(posts);
  // A page leaves out posts that visitors may not see, so a short one is not the end.
  const next = below === undefined ? undefined : { offset: Math.max(0, read - overlap), below };
  return { posts, unreadable, next };
}

async function readOlder(
  reading: Reading,
  name: string,
  { offset, below }: Token,
  request: RequestOptions,
): Promise<UserPage | Refusal> {
  const query = `username=${encodeURIComponent(name)}&filter=${answers}&offset=${offset}`;
  const list = await reading.ask.person(`/user_actions.json?${query}`, actionsShape, request);
  if (isRefusal(list)) return list;
  const entries = list.user_actions.flatMap(({ post_id, topic_id }) =>
    typeof post_id === "number" && typeof topic_id === "number" ? [{ post_id, topic_id }] : [],
  );
  const older = entries.filter(({ post_id }) => post_id < below);
  const posts: RawPost[] = [];
  for (const [topic, some] of Map.groupBy(older, ({ topic_id }) => topic_id)) {
    const ids = some.map(({ post_id }) => post_id);
    posts.push(...(await readPostsById(reading, topic, ids, request)));
  }
  posts.sort((a, b) => b.id - a.id);
  const isEnd = list.user_actions.length < actionsLength;
  const next = { offset: offset + actionsLength - overlap, below: Math.min(below, lowestId(posts) ?? below) };
  return { posts, unreadable: [], next: isEnd ? undefined : next };
}

function lowestId(posts: readonly RawPost[]): number | undefined {
  return posts.length === 0 ? undefined : Math.min(...posts.map(({ id }) => id));
}

function refused({ site }: Reading, user: Reference<"user">): SourceError {
  const message = `${site.name} does not list the posts of ${user}`;
  return new SourceError(message, { site: site.name, fault: "record-refused", retryable: true });
}
