import type { Thread } from "../../forum/post.ts";
import { type Reference, referenceId } from "../../forum/reference.ts";
import type { RequestOptions } from "../source.ts";
import { isRefusal } from "./ask.ts";
import { commentReference } from "./convert-comment.ts";
import { learnParents, placeKnown } from "./parents.ts";
import { readByIds } from "./read-by-ids.ts";
import { readByNumbers } from "./read-by-numbers.ts";
import type { Reading } from "./reading.ts";
import type { RawPost } from "./records.ts";
import { type OpenedTopic, openTopic, type StreamRead } from "./topics.ts";
import { isComment } from "./visibility.ts";

/** Reads a topic with its posts: all of them, or, between two complete readings of a long one, the newest. */
export async function readThread(
  reading: Reading,
  thread: Reference<"post" | "tag">,
  request: RequestOptions,
): Promise<Thread | undefined> {
  const topic = await openTopic(reading, referenceId(thread), request);
  if (isRefusal(topic)) return undefined;
  const { stream } = topic.raw.post_stream;
  const read = await (stream === undefined
    ? readByNumbers(reading, topic, request)
    : readByIds(reading, topic, stream, request));
  return await threadOf(reading, topic, read, request);
}

async function threadOf(
  reading: Reading,
  { raw, post }: OpenedTopic,
  { posts, unread, completeness, isWhole }: StreamRead,
  request: RequestOptions,
): Promise<Thread> {
  const { site, numbers, wholeReadings } = reading;
  const answers = posts.filter(isComment);
  if (isWhole) {
    numbers.replace(raw.id, posts);
    if (unread.length === 0) noteHoles(reading, raw.id, answers);
    wholeReadings.note(raw.id);
  }
  await learnParents(reading, answers, request);
  const { placed } = placeKnown(reading, answers);
  const comments = placed.filter(({ visibility }) => visibility !== "hidden");
  const visible = comments.filter(({ visibility }) => visibility === "visible");
  return {
    post: isWhole ? { ...post, commentCount: visible.length } : post,
    comments,
    completeness,
    unreadable: unread.map((id) => commentReference(id, site)),
    isCountedEmpty: isWhole && posts.length === 1 && unread.length === 0,
  };
}

/** In a topic that was read whole, a number that no post has is one that visitors do not see. */
function noteHoles({ numbers }: Reading, topic: number, answers: readonly RawPost[]): void {
  for (const { reply_to_post_number: number } of answers) {
    if (number !== null && number !== undefined && numbers.get(topic, number) === undefined)
      numbers.noteNumber(topic, number, "none");
  }
}
