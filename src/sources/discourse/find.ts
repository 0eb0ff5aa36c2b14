import type { Found, RequestOptions } from "../source.ts";
import type { Address } from "./address.ts";
import { isRefusal, notPublic, type Refusal } from "./ask.ts";
import { categoryPath } from "./categories.ts";
import { toAuthor } from "./convert-author.ts";
import { toTagPage } from "./convert-post.ts";
import { tagPath } from "./lists.ts";
import { placeAll } from "./parents.ts";
import { askForPost } from "./raw-posts.ts";
import type { Reading } from "./reading.ts";
import { profileShape, slugShape, topicListShape } from "./records.ts";
import { openTopic } from "./topics.ts";
import { isComment } from "./visibility.ts";

/**
 * Asks the forum what an address leads to; `undefined` if there is nothing.
 * @throws {SourceError} `not-public` if the forum says that it exists, but not for visitors
 */
export async function find(
  reading: Reading,
  address: Address,
  request: RequestOptions,
): Promise<Found | undefined> {
  switch (address.kind) {
    case "topic":
      return await findTopic(reading, address.id, request);
    case "slug":
      return await findSlug(reading, address.slug, request);
    case "number":
      return address.number === 1
        ? await findTopic(reading, address.topic, request)
        : await findPost(reading, `/posts/by_number/${address.topic}/${address.number}.json`, request);
    case "post":
      return await findPost(reading, `/posts/${address.id}.json`, request);
    case "user":
      return await findUser(reading, address.name, request);
    case "category":
      return await findCategory(reading, address.id, request);
    case "tag":
      return await findTag(reading, address.name, request);
    case "site":
      return { kind: "site" };
  }
}

async function findTopic(reading: Reading, id: number, request: RequestOptions): Promise<Found | undefined> {
  const topic = shown(reading, await openTopic(reading, id, request), "the topic");
  return topic && { kind: "post", post: topic.post };
}

async function findSlug(reading: Reading, slug: string, request: RequestOptions): Promise<Found | undefined> {
  const at = `/t/id_for/${encodeURIComponent(slug)}.json`;
  const named = shown(reading, await reading.ask.record(at, slugShape, request), "the topic");
  return named && (await findTopic(reading, named.topic_id, request));
}

async function findPost(reading: Reading, at: string, request: RequestOptions): Promise<Found | undefined> {
  const raw = shown(reading, await askForPost(reading, at, request), "the post");
  if (raw === undefined) return undefined;
  if (raw.post_number === 1) return await findTopic(reading, raw.topic_id, request);
  if (!isComment(raw)) return undefined;
  const [comment] = await placeAll(reading, [raw], request);
  if (comment === undefined || comment.visibility === "hidden") return undefined;
  const topic = await openTopic(reading, raw.topic_id, request);
  return { kind: "comment", comment, post: isRefusal(topic) ? undefined : topic.post };
}

async function findUser(reading: Reading, name: string, request: RequestOptions): Promise<Found | undefined> {
  const at = `/u/${encodeURIComponent(name)}.json`;
  const page = shown(reading, await reading.ask.person(at, profileShape, request), "the person's page");
  if (page === undefined) return undefined;
  reading.users.note(page.user);
  const user = toAuthor(page.user, reading.site);
  return user && { kind: "user", user };
}

async function findCategory(
  { categories, tags }: Reading,
  id: number,
  request: RequestOptions,
): Promise<Found | undefined> {
  const chain = await categories.readChain(id, request);
  const [category] = chain;
  if (category === undefined) return undefined;
  const tag = tags.ofCategory(category);
  const path = categoryPath(chain);
  return { kind: "tag", tag, path, post: toTagPage(tag, path) };
}

async function findTag(reading: Reading, name: string, request: RequestOptions): Promise<Found | undefined> {
  const path = tagPath(name);
  const list = shown(reading, await reading.ask.record(`${path}.json`, topicListShape, request), "the tag");
  if (list === undefined) return undefined;
  const tag = reading.tags.ofTag(name);
  await reading.tags.keep([tag]);
  return { kind: "tag", tag, path, post: toTagPage(tag, path) };
}

function shown<T>({ site }: Reading, answer: T | Refusal, record: string): T | undefined {
  if (answer === "not-public") throw notPublic(site, record);
  return isRefusal(answer) ? undefined : answer;
}
