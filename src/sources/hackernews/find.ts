import type { Post, Tag } from "../../forum/post.ts";
import { barePost } from "../bare-records.ts";
import type { Found, RequestOptions } from "../source.ts";
import type { Address } from "./address.ts";
import { toAuthor } from "./convert-author.ts";
import { readCommentOf, readItem, readPost, readPostOf } from "./items.ts";
import { lists, tagOf } from "./lists.ts";
import { readUser } from "./profile.ts";
import { notPublic, type Reading } from "./reading.ts";
import type { RawItem } from "./records.ts";

/**
 * Asks the site for the target of an address; `undefined` if it does not exist.
 * @throws {SourceError} `not-public` for an item that visitors do not see
 */
export async function find(
  reading: Reading,
  address: Address,
  request: RequestOptions,
): Promise<Found | undefined> {
  switch (address.kind) {
    case "item":
      return await findItem(reading, address.id, request);
    case "user": {
      const raw = await readUser(reading, address.name, request);
      const user = raw && toAuthor(raw.id, reading.site);
      return user && { kind: "user", user };
    }
    case "list": {
      const tag = tagOf(address.list, reading.site);
      const { path } = lists[address.list];
      return { kind: "tag", tag, path, post: pageOf(tag, path) };
    }
    case "site":
      return { kind: "site" };
  }
}

async function findItem(reading: Reading, id: number, request: RequestOptions): Promise<Found | undefined> {
  const item = await readItem(reading, id, request);
  if (item === undefined) return undefined;
  if (item.type === "pollopt") return item.poll ? await findItem(reading, item.poll, request) : undefined;
  if (item.type === "comment") return await findComment(reading, item, request);
  const post = await readPostOf(reading, item, request);
  if (post.visibility !== "visible") throw notPublic(reading.site, id);
  return { kind: "post", post: { ...post, commentCount: item.descendants ?? 0 } };
}

async function findComment(
  reading: Reading,
  item: RawItem,
  request: RequestOptions,
): Promise<Found | undefined> {
  const comment = await readCommentOf(reading, item, request);
  if (comment === undefined) return undefined;
  if (comment.visibility === "hidden") throw notPublic(reading.site, item.id);
  return { kind: "comment", comment, post: await readPost(reading, comment.thread, request) };
}

/** A list has no discussion of its own, so its page stands for it. */
function pageOf({ reference, name }: Tag, path: string): Post {
  return {
    ...barePost,
    reference,
    title: name,
    path,
    plainPath: path,
  };
}
