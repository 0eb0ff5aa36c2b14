import { LoopbackSite, type LoopbackSiteOptions } from "../http/loopback-site.ts";
import type { SiteAnswer, SiteRequest } from "../http/site-request.ts";
import type { LemmyComment, LemmyCommunity, LemmyPerson, LemmyPost } from "./lemmy-content.ts";
import { type ApiVersion, ViewWriter } from "./write-views.ts";

export interface LemmySiteOptions extends LoopbackSiteOptions {
  /** 3 is Lemmy 0.19; 4 is Lemmy 1.0, which keeps a part of the third. */
  readonly api?: ApiVersion;
}

type Numbered = "people" | "communities" | "posts" | "comments";

const mostListed = 50;
/** An instance asked for a tree ignores limit and page. https://github.com/LemmyNet/lemmy/issues/3585 */
const mostInTree = 300;

/** Paths of version 3 that version 1.0 has dropped. */
const dropped = ["/comment", "/user"];

/** An instance of Lemmy. */
export class LemmySite {
  readonly http: LoopbackSite;
  readonly people: LemmyPerson[] = [];
  readonly communities: LemmyCommunity[] = [];
  readonly posts: LemmyPost[] = [];
  readonly comments: LemmyComment[] = [];
  readonly #api: ApiVersion;
  readonly #now: (() => number) | undefined;
  readonly #ids: Record<Numbered, number> = { people: 4, communities: 2, posts: 8, comments: 26 };
  #atMs = Date.parse("2025-03-01T12:00:00Z");

  private constructor(http: LoopbackSite, { api = 3, now }: LemmySiteOptions) {
    this.http = http;
    this.#api = api;
    this.#now = now;
  }

  static async open(options: LemmySiteOptions = {}): Promise<LemmySite> {
    const http = await LoopbackSite.open((request) => site.#answer(request), options);
    const site = new LemmySite(http, options);
    return site;
  }

  get url(): string {
    return this.http.url;
  }

  addPerson(name: string, { home = new URL(this.url).host }: { home?: string } = {}): LemmyPerson {
    const person = {
      id: this.#id("people"),
      name,
      displayName: undefined,
      home,
      bio: undefined,
      isDeleted: false,
    };
    this.people.push(person);
    return person;
  }

  addCommunity(name: string, { home = new URL(this.url).host }: { home?: string } = {}): LemmyCommunity {
    const community = {
      id: this.#id("communities"),
      name,
      title: name.toUpperCase(),
      home,
      isRemoved: false,
    };
    this.communities.push(community);
    return community;
  }

  addPost(
    title: string,
    given: { community?: LemmyCommunity; creator?: LemmyPerson; url?: string; body?: string } = {},
  ): LemmyPost {
    const post: LemmyPost = {
      id: this.#id("posts"),
      title,
      url: given.url,
      body: given.body,
      creator: given.creator ?? this.#somebody(),
      community: given.community ?? this.communities[0] ?? this.addCommunity("main"),
      atMs: this.#tick(),
      ...{ updatedAtMs: undefined, isLocked: false, isRemoved: false, isDeleted: false, score: 1 },
    };
    this.posts.push(post);
    return post;
  }

  /** `atMs`: a comment of another instance may arrive long after it was written. */
  addComment(
    to: LemmyPost | LemmyComment,
    text: string,
    { creator = this.#somebody(), atMs = this.#tick() }: { creator?: LemmyPerson; atMs?: number } = {},
  ): LemmyComment {
    const id = this.#id("comments");
    const [post, above] = "path" in to ? [to.post, to.path] : [to, []];
    const states = { updatedAtMs: undefined, isRemoved: false, isDeleted: false, score: 1 };
    const comment = { id, post, creator, path: [...above, id], text, atMs, ...states };
    this.comments.push(comment);
    return comment;
  }

  edit(comment: LemmyComment, text: string): void {
    Object.assign(comment, { text, updatedAtMs: this.#tick() });
  }

  /** Deletes without a trace, with everything below. */
  purge({ id }: LemmyComment): void {
    const left = this.comments.filter(({ path }) => !path.includes(id));
    this.comments.splice(0, this.comments.length, ...left);
  }

  addressOf(record: LemmyPost | LemmyComment): string {
    return "path" in record
      ? `${this.url}/post/${record.post.id}/${record.id}`
      : `${this.url}/post/${record.id}`;
  }

  async close(): Promise<void> {
    await this.http.close();
  }

  #somebody(): LemmyPerson {
    return this.people[0] ?? this.addPerson("ann");
  }

  #id(kind: Numbered): number {
    this.#ids[kind] += 1;
    return this.#ids[kind];
  }

  /** A minute passes between two records, unless the site has a clock. */
  #tick(): number {
    this.#atMs = this.#now === undefined ? this.#atMs + 60_000 : Math.max(this.#atMs + 1, this.#now());
    return this.#atMs;
  }

  #answer({ path, query }: SiteRequest): SiteAnswer {
    if (path === "/nodeinfo/2.1") return { body: { version: "2.1", software: { name: "lemmy" } } };
    if (!path.startsWith("/api/")) return { body: "<!DOCTYPE html><title>A village</title>" };
    const [, version, rest = ""] = /^\/api\/v([34])(\/.*)$/.exec(path) ?? [];
    const isDropped = this.#api === 4 && version === "3" && dropped.includes(rest);
    if (version === undefined || Number(version) > this.#api || isDropped)
      return { status: 404, body: { error: "not_found" } };
    const api = Number(version) as ApiVersion;
    const asked = { query, api, write: new ViewWriter(api) };
    if (Number(query.get("limit") ?? 1) > mostListed) return refused("invalid_fetch_limit");
    switch (rest) {
      case "/site":
        return { body: { version: this.#api === 3 ? "0.19.12" : "1.0.0", site_view: {} } };
      case "/post":
        return this.#post(asked);
      case "/comment":
        return this.#comment(asked);
      case "/community":
        return this.#community(asked);
      case "/comment/list":
        return this.#commentList(asked);
      case "/post/list":
        return this.#postList(asked);
      case api === 3 ? "/user" : "/person":
        return this.#person(asked);
      case "/person/content":
        return this.#personContent(asked);
      default:
        return { status: 404, body: { error: "not_found" } };
    }
  }

  #post({ query, write }: Asked): SiteAnswer {
    const ofComment = this.comments.find(({ id }) => String(id) === query.get("comment_id"));
    const id = ofComment?.post.id ?? Number(query.get("id"));
    const post = this.posts.find((one) => one.id === id);
    return post === undefined
      ? missing("couldnt_find_post")
      : { body: { post_view: write.postView(post, this.#countOn(post)), moderators: [], cross_posts: [] } };
  }

  #comment({ query, write }: Asked): SiteAnswer {
    const comment = this.comments.find(({ id }) => String(id) === query.get("id"));
    return comment === undefined
      ? missing("couldnt_find_comment")
      : { body: { comment_view: write.commentView(comment), recipient_ids: [] } };
  }

  #community({ query, write }: Asked): SiteAnswer {
    const community = this.#named(this.communities, query.get("name"));
    return community === undefined
      ? missing("couldnt_find_community")
      : { body: { community_view: { community: write.community(community) }, moderators: [] } };
  }

  #commentList({ query, api, write }: Asked): SiteAnswer {
    const of = (name: string) => query.get(name);
    if (!["new", "old"].includes(spelledFor(api, of("sort")))) return refused("unknown_sort");
    const listed = this.comments
      .filter(({ post }) => of("post_id") === null || String(post.id) === of("post_id"))
      .filter(({ path }) => of("parent_id") === null || path.includes(Number(of("parent_id"))))
      .sort((a, b) => a.atMs - b.atMs || a.id - b.id);
    if (spelledFor(api, of("sort")) === "new") listed.reverse();
    const views = listed.map((comment) => write.commentView(comment));
    if (of("max_depth") !== null) return { body: { comments: views.slice(0, mostInTree) } };
    return paged(api, "comments", views, query);
  }

  #postList({ query, api, write }: Asked): SiteAnswer {
    if (spelledFor(api, query.get("sort")) !== "new") return refused("unknown_sort");
    const community = query.get("community_id");
    const views = this.posts
      .filter((post) => community === null || String(post.community.id) === community)
      .filter(({ isRemoved, isDeleted }) => !isRemoved && !isDeleted)
      .reverse()
      .map((post) => write.postView(post, this.#countOn(post)));
    return paged(api, "posts", views, query);
  }

  #person({ query, api, write }: Asked): SiteAnswer {
    const person = this.#personIn(query);
    if (person === undefined) return missing("couldnt_find_person");
    const comments = this.#commentsBy(person);
    const posts = this.posts.filter(({ creator }) => creator === person).length;
    const person_view = write.personView(person, posts, comments.length);
    if (api === 4) return { body: { person_view, moderates: [] } };
    const { body } = paged(
      api,
      "comments",
      comments.map((one) => write.commentView(one)),
      query,
    );
    return { body: { person_view, posts: [], moderates: [], ...(body as object) } };
  }

  #personContent({ query, api, write }: Asked): SiteAnswer {
    const person = this.#personIn(query);
    if (person === undefined || api === 3) return missing("couldnt_find_person");
    const views = this.#commentsBy(person).map((one) => ({ type_: "Comment", ...write.commentView(one) }));
    return paged(api, "comments", views, query);
  }

  #commentsBy(person: LemmyPerson): readonly LemmyComment[] {
    return this.comments.filter(({ creator }) => creator === person).reverse();
  }

  #personIn(query: URLSearchParams): LemmyPerson | undefined {
    const id = query.get("person_id");
    return id === null
      ? this.#named(this.people, query.get("username"))
      : this.people.find((person) => String(person.id) === id);
  }

  #named<T extends { readonly name: string; readonly home: string }>(
    records: readonly T[],
    named: string | null,
  ): T | undefined {
    const [name, home = new URL(this.url).host] = named?.split("@") ?? [];
    return records.find((record) => record.name === name && record.home === home);
  }

  #countOn(post: LemmyPost): number {
    return this.comments.filter((comment) => comment.post === post).length;
  }
}

interface Asked {
  readonly query: URLSearchParams;
  readonly api: ApiVersion;
  readonly write: ViewWriter;
}

/** Version 3 writes such words with a capital, version 4 without; the wrong spelling is refused. */
function spelledFor(api: ApiVersion, word: string | null): string {
  const isRight = word !== null && /^[A-Z]/.test(word) === (api === 3);
  return isRight ? word.toLowerCase() : "";
}

function paged(
  api: ApiVersion,
  name: "comments" | "posts",
  views: readonly object[],
  query: URLSearchParams,
): SiteAnswer & { readonly body: object } {
  const limit = Number(query.get("limit") ?? 10);
  if (api === 3) {
    const from = (Number(query.get("page") ?? 1) - 1) * limit;
    return { body: { [name]: views.slice(from, from + limit) } };
  }
  const from = Number(query.get("page_cursor")?.slice(1) ?? 0);
  const next = from + limit < views.length ? `P${from + limit}` : undefined;
  return { body: { items: views.slice(from, from + limit), next_page: next } };
}

function missing(error: string): SiteAnswer {
  return { status: 404, body: { error } };
}

function refused(error: string): SiteAnswer {
  return { status: 400, body: { error } };
}
