import { z } from "zod";
import type { Profile } from "../../forum/profile.ts";
import { formatReference, type Reference, referenceId } from "../../forum/reference.ts";
import type { CommentPage, RequestOptions } from "../source.ts";
import { toComment, toProfile } from "./convert.ts";
import type { Reading } from "./reading.ts";
import { commentViewShape } from "./records.ts";
import { askForPerson } from "./records-of.ts";

/** In version 4, a person's posts and comments are one list, from which only comments are asked for. */
const personComments = {
  paths: { 3: "/user", 4: "/person/content" },
  name: "comments",
  shape: commentViewShape,
} as const;

export async function readProfile(
  { site, api }: Reading,
  user: Reference<"user">,
  request: RequestOptions,
): Promise<Profile | undefined> {
  const view = await askForPerson(api, { person_id: referenceId(user) }, request);
  return view && toProfile(view, site);
}

const tokenShape = z.object({ page: z.string().optional(), skip: z.number() });

/** Lists a person's comments, newest first. Pages of the instance have 50; `after` may point into one. */
export async function readUserComments(
  { site, api }: Reading,
  user: Reference<"user">,
  { limit, after, ...request }: RequestOptions & { readonly limit: number; readonly after?: string },
): Promise<CommentPage> {
  const { page, skip } = after === undefined ? { skip: 0 } : tokenShape.parse(JSON.parse(after));
  const query = {
    person_id: referenceId(user),
    sort: await api.spelled("New", request),
    type_: await api.spelled("Comments", request),
  };
  const read = await api.list(personComments, query, page, request);
  const records = (read?.records ?? []).slice(skip, skip + limit);
  const comments = records.map((view) => toComment(view, site));
  const isMoreHere = skip + limit < (read?.records.length ?? 0);
  const next = isMoreHere
    ? { page, skip: skip + limit }
    : read?.next === undefined
      ? undefined
      : { page: read.next, skip: 0 };
  const unreadable = skip === 0 ? (read?.unreadable ?? []) : [];
  return {
    comments: comments.filter(({ visibility }) => visibility !== "hidden"),
    threads: [],
    parents: [],
    unreadable: unreadable.map((id) => formatReference(site.database, "comment", String(id))),
    isComplete: true,
    next: next && JSON.stringify(next),
  };
}
