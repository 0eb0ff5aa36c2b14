import type { Post, Tag } from "../../forum/post.ts";
import { referenceId } from "../../forum/reference.ts";
import { barePost } from "../bare-records.ts";
import type { Link } from "../link.ts";
import type { Found, RequestOptions } from "../source.ts";
import { toAuthor, toComment, toPost, toTag } from "./convert.ts";
import type { Reading } from "./reading.ts";
import { askForComment, askForCommunity, askForPerson, askForPost } from "./records-of.ts";

/** Asks the instance for the record that a link names. */
export async function find(
  { site, api }: Reading,
  { kind, lookup }: Link,
  request: RequestOptions,
): Promise<Found | undefined> {
  switch (kind) {
    case "post": {
      const raw = await askForPost(api, { id: lookup }, request);
      const count = raw?.post.comments ?? raw?.counts?.comments;
      return raw && { kind, post: { ...toPost(raw, site), commentCount: count } };
    }
    case "comment": {
      const raw = await askForComment(api, lookup, request);
      if (raw === undefined) return undefined;
      const comment = toComment(raw, site);
      const post = await askForPost(api, { id: referenceId(comment.thread) }, request);
      return { kind, comment, post: post && toPost(post, site) };
    }
    case "user": {
      const person = (await askForPerson(api, { username: lookup }, request))?.person;
      const user = person && toAuthor(person, site);
      return user && { kind, user };
    }
    case "tag": {
      const raw = await askForCommunity(api, lookup, request);
      if (raw === undefined || raw.removed === true || raw.deleted === true) return undefined;
      const tag = toTag(raw, site);
      const path = `/c/${tag.slug}`;
      return { kind, tag, path, post: pageOf(tag, path) };
    }
    case "site":
      return { kind };
    default:
      return undefined;
  }
}

/** A community's page carries no comments of its own. */
function pageOf({ reference, name }: Tag, path: string): Post {
  return {
    ...barePost,
    reference,
    title: name,
    commentCount: 0,
    isClosed: true,
    path,
    plainPath: path,
  };
}
