import type { Comment } from "../../forum/comment.ts";
import type { Post, Thread } from "../../forum/post.ts";
import { formatReference, isReferenceTo, type Reference, referenceId } from "../../forum/reference.ts";
import type { Missing, RequestOptions, Subtree } from "../source.ts";
import { toComment, toPost } from "./convert.ts";
import { postList, readAllComments } from "./lists.ts";
import type { Reading } from "./reading.ts";
import { askForComment, askForPost } from "./records-of.ts";

/** Reads a post with all its comments. Comments that were purged leave no trace. */
export async function readThread(
  { site, api }: Reading,
  reference: Reference<"post" | "tag">,
  request: RequestOptions,
): Promise<Thread | undefined> {
  const id = referenceId(reference);
  const raw = isReferenceTo(reference, "post") ? await askForPost(api, { id }, request) : undefined;
  if (raw === undefined) return undefined;
  const post = toPost(raw, site);
  if (post.visibility === "hidden") return undefined;
  const read = await readAllComments(api, site.name, { post_id: id }, request);
  if (read === undefined) return undefined;
  const comments = shown(read.records.map((view) => toComment(view, site)));
  const visible = comments.filter(({ visibility }) => visibility === "visible");
  return {
    post: { ...post, commentCount: visible.length },
    comments,
    completeness: { kind: "complete" },
    unreadable: read.unreadable.map((comment) => formatReference(site.database, "comment", String(comment))),
    isCountedEmpty: (raw.post.comments ?? raw.counts?.comments) === 0,
  };
}

export async function readSubtree(
  { site, api }: Reading,
  reference: Reference<"comment">,
  request: RequestOptions,
): Promise<Subtree | undefined> {
  const id = referenceId(reference);
  const top = await askForComment(api, id, request);
  if (top === undefined) return undefined;
  const read = await readAllComments(api, site.name, { parent_id: id }, request);
  const below = (read?.records ?? []).filter(({ comment }) => comment.id !== top.comment.id);
  const comments = shown([top, ...below].map((view) => toComment(view, site)));
  if (comments[0]?.reference !== reference) return undefined;
  const unreadable = read?.unreadable ?? [];
  return {
    comments,
    completeness: { kind: read === undefined ? "window" : "complete" },
    unreadable: unreadable.map((comment) => formatReference(site.database, "comment", String(comment))),
  };
}

export async function readPost(
  { site, api }: Reading,
  reference: Reference<"post" | "tag">,
  request: RequestOptions,
): Promise<Post | undefined> {
  if (!isReferenceTo(reference, "post")) return undefined;
  const raw = await askForPost(api, { id: referenceId(reference) }, request);
  return raw && toPost(raw, site);
}

export async function readComment(
  { site, api }: Reading,
  reference: Reference<"comment">,
  request: RequestOptions,
): Promise<Comment | Missing> {
  const raw = await askForComment(api, referenceId(reference), request);
  return raw === undefined ? "gone" : toComment(raw, site);
}

/** Reads the newest posts of a community or of the whole instance. */
export async function readPosts(
  { site, api }: Reading,
  of: Reference<"tag"> | "site",
  { limit, ...request }: RequestOptions & { readonly limit: number },
): Promise<readonly Post[]> {
  const listing = {
    type_: await api.spelled("All", request),
    sort: await api.spelled("New", request),
    ...(of === "site" ? {} : { community_id: referenceId(of) }),
  };
  const read = await api.list(postList, listing, undefined, request);
  const posts = (read?.records ?? []).map((raw) => toPost(raw, site));
  return posts.filter(({ visibility }) => visibility === "visible").slice(0, limit);
}

function shown(comments: readonly Comment[]): readonly Comment[] {
  return comments.filter(({ visibility }) => visibility !== "hidden");
}
