import { z } from "zod";
import { type Author, authorOfName } from "../../../src/forum/author.ts";
import { type Body, noBody } from "../../../src/forum/body.ts";
import type { Comment } from "../../../src/forum/comment.ts";
import type { Completeness, Post } from "../../../src/forum/post.ts";
import { encodeReference, originalId, type Reference } from "../../../src/forum/reference.ts";
import { pathBelow, type Site } from "../../../src/forum/site.ts";
import type { Capabilities } from "../../../src/sources/capabilities.ts";
import { cursorReader } from "../../../src/sources/cursor-reader.ts";
import { SiteHttp } from "../../../src/sources/http.ts";
import type { HttpOptions } from "../../../src/sources/http-options.ts";
import type { SourceKind } from "../../../src/sources/index.ts";
import type { Link } from "../../../src/sources/link.ts";
import { validatorsOf } from "../../../src/sources/question.ts";
import type { Recent, RequestOptions, Source } from "../../../src/sources/source.ts";

const jsonCapabilities: Capabilities = {
  targets: ["post", "comment"],
  scores: { posts: false, comments: false },
  authors: "names",
  bios: false,
  edits: "in-thread",
  deletions: "by-id",
  order: "tree",
  minPollMs: 0,
  requestsPerMinute: undefined,
  requestsPerDay: undefined,
  mostAtOnce: 1,
  listsAll: true,
};

const threadShape = z.object({
  id: z.string(),
  title: z.string(),
  by: z.string(),
  text: z.string(),
  at: z.number(),
  version: z.number(),
  isClosed: z.boolean(),
});
const commentShape = z.object({
  id: z.string(),
  thread: z.string(),
  parent: z.string().optional(),
  by: z.string(),
  text: z.string(),
  at: z.number().optional(),
  number: z.number(),
});
const pageShape = z.object({
  thread: threadShape,
  comments: z.array(commentShape),
  total: z.number().optional(),
});
const listShape = z.object({ epoch: z.number(), threads: z.array(threadShape) });
const cursorShape = z.object({
  etag: z.string().optional(),
  epoch: z.number(),
  versions: z.record(z.string(), z.number()),
});
const readCursor = cursorReader(cursorShape);

type JsonPage = z.infer<typeof pageShape>;
type RawComment = z.infer<typeof commentShape>;
type AuthorOf = (name: string) => Author | undefined;

/** A kind of site whose comments are JSON files. */
export const jsonKind: SourceKind = jsonKindWith({});

/** The same kind with other capabilities. Authors have pages if they have accounts. */
export function jsonKindWith(changes: Partial<Capabilities>): SourceKind {
  return { sites: [], open: (site, options) => openJson(site, options, { ...jsonCapabilities, ...changes }) };
}

export function openJson(site: Site, options: HttpOptions, capabilities = jsonCapabilities): Source {
  const http = new SiteHttp(site, { otherHosts: [], ...capabilities }, options);
  const authorOf = (name: string) => authorIn(site, name, capabilities);
  const toComment = (raw: RawComment) => commentFrom(raw, site, authorOf);
  const toPost = (page: JsonPage) => postFrom(page, site, authorOf);

  const readPage = (thread: string, request: RequestOptions): Promise<JsonPage | undefined> => {
    const at = `/threads/${encodeURIComponent(thread)}`;
    return http.ask({ ...request, at, statuses: [404] }, ({ status, body }) =>
      status === 404 ? undefined : pageShape.parse(body),
    );
  };

  const readComment: Source["readComment"] = (comment, request) => {
    const at = `/comments/${encodeURIComponent(idOf(comment))}`;
    return http.ask({ ...request, at, statuses: [403, 404] }, ({ status, body }) => {
      if (status !== 200 && capabilities.deletions !== "by-id") return "unknown";
      if (status !== 200) return status === 404 ? "gone" : "not-public";
      return toComment(z.object({ comment: commentShape }).parse(body).comment);
    });
  };

  const readPost: Source["readPost"] = async (post, request) => {
    const page = await readPage(idOf(post), request);
    return page && toPost(page);
  };

  return {
    site,
    capabilities,
    acceptedUrls: [`${site.url}/t/page`, `${site.url}/t/page#comment`],
    health: () => ({ ...http.health(), unreadableRecords: 0 }),
    parseUrl: (url) => parseUrl(site, url),
    parseId: () => [],
    parseName: () => undefined,
    async find(link, request) {
      if (link.kind === "post" && link.reference !== undefined) {
        const post = await readPost(link.reference, request);
        return post && { kind: "post", post };
      }
      if (link.kind !== "comment" || link.reference === undefined) return undefined;
      const comment = await readComment(link.reference, request);
      if (typeof comment === "string") return undefined;
      return { kind: "comment", comment, post: await readPost(comment.thread, request) };
    },
    async readThread(thread, request) {
      const page = await readPage(idOf(thread), request);
      if (page === undefined) return undefined;
      const comments = page.comments.map(toComment);
      const isCountedEmpty = page.total === 0;
      return {
        ...{ post: toPost(page), comments, unreadable: [], isCountedEmpty },
        completeness: completenessOf(page),
      };
    },
    readPost,
    readComment,
    readRecent: (cursor, request) => readRecent(http, site, cursor, request),
    ...(capabilities.authors === "accounts" ? readersOfPages(authorOf) : {}),
  };
}

/** Asks which threads changed; the comments must be read from these. */
async function readRecent(
  http: SiteHttp,
  site: Site,
  cursor: string | undefined,
  request: RequestOptions,
): Promise<Recent> {
  const last = readCursor(cursor);
  const known = last && { etag: last.etag, lastModified: undefined };
  const nothing = { comments: [], threads: [], parents: [], unreadable: [], isComplete: true, posts: [] };
  return await http.ask({ ...request, at: "/threads", known }, ({ isUnchanged, headers, body }) => {
    if (isUnchanged) return { ...nothing, changedThreads: [], hasGap: false, cursor: cursor ?? "" };
    const { epoch, threads } = listShape.parse(body);
    const isTracked = last?.epoch === epoch;
    const versions = Object.fromEntries(threads.map(({ id, version }) => [id, version]));
    const isChanged = ({ id, version }: { id: string; version: number }) => last?.versions[id] !== version;
    return {
      ...nothing,
      changedThreads: !isTracked
        ? []
        : threads.filter(isChanged).map(({ id }) => referenceTo(site, "post", id)),
      hasGap: cursor !== undefined && !isTracked,
      isCursorUnreadable: cursor !== undefined && last === undefined,
      cursor: JSON.stringify({ etag: validatorsOf(headers).etag, epoch, versions }),
    };
  });
}

function referenceTo<K extends "post" | "comment">({ database }: Site, kind: K, id: string): Reference<K> {
  return encodeReference(database, kind, id);
}

/** All ids of this kind of site fit into a reference. */
function idOf(reference: Reference): string {
  return originalId(reference) ?? "";
}

function parseUrl(site: Site, url: URL): Link | undefined {
  const [, area, id] = pathBelow(site, url)?.split("/") ?? [];
  if (area !== "t" || !id) return undefined;
  const named = decodeURIComponent(url.hash.slice(1));
  return named === ""
    ? { kind: "post", reference: referenceTo(site, "post", decodeURIComponent(id)), lookup: "" }
    : { kind: "comment", reference: referenceTo(site, "comment", named), lookup: "" };
}

function completenessOf({ comments, total }: JsonPage): Completeness {
  if (total === undefined) return { kind: "window" };
  return comments.length === total ? { kind: "complete" } : { kind: "partial", total };
}

function authorIn(site: Site, name: string, { authors }: Capabilities): Author | undefined {
  if (authors === "names") return authorOfName(site.database, name);
  const path = `/u/${encodeURIComponent(name)}`;
  const known = { handle: name, name, avatarUrl: undefined, path };
  return { reference: encodeReference(site.database, "user", name), identity: "account", ...known };
}

/** Makes the methods that read pages; a page says only whose it is. */
function readersOfPages(authorOf: AuthorOf): Pick<Source, "readProfile"> {
  return {
    async readProfile(reference) {
      const author = authorOf(idOf(reference));
      return author && { reference, author, bio: noBody, joinedAtMs: undefined, counts: {} };
    },
  };
}

function textOf(text: string): Body {
  return text === "" ? noBody : { format: "text", dialect: "", text };
}

function commentFrom(raw: RawComment, site: Site, authorOf: AuthorOf): Comment {
  const path = (comment: string) => `/t/${encodeURIComponent(raw.thread)}#${encodeURIComponent(comment)}`;
  return {
    reference: referenceTo(site, "comment", raw.id),
    thread: referenceTo(site, "post", raw.thread),
    parent: raw.parent === undefined ? undefined : referenceTo(site, "comment", raw.parent),
    root: undefined,
    author: authorOf(raw.by),
    postedAtMs: raw.at,
    position: raw.number,
    editedAtMs: undefined,
    body: textOf(raw.text),
    revision: "",
    scores: {},
    agreement: undefined,
    reactions: [],
    visibility: "visible",
    isRetracted: false,
    isAnswer: false,
    isQuickTake: false,
    isPinned: false,
    shownOn: [site.name],
    path: path(raw.id),
    parentPath: raw.parent === undefined ? undefined : path(raw.parent),
  };
}

function postFrom({ thread, total }: JsonPage, site: Site, authorOf: AuthorOf): Post {
  const path = `/t/${encodeURIComponent(thread.id)}`;
  return {
    reference: referenceTo(site, "post", thread.id),
    title: thread.title,
    author: authorOf(thread.by),
    coauthors: [],
    postedAtMs: thread.at,
    editedAtMs: undefined,
    opening: textOf(thread.text),
    scores: {},
    commentCount: total,
    tags: [],
    isQuickTakesPage: false,
    isClosed: thread.isClosed,
    visibility: "visible",
    path,
    plainPath: path,
  };
}
