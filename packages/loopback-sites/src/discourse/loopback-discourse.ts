import type { Fault } from "../http/faults.ts";
import { LoopbackSite } from "../http/loopback-site.ts";
import type { FaultHandle } from "../http/planned-faults.ts";
import type { SiteAnswer, SiteRequest } from "../http/site-request.ts";
import { badToken, notFound, notLoggedIn, pageIn } from "./answers.ts";
import { ForumContent } from "./forum-content.ts";
import { ListAnswers } from "./list-answers.ts";
import { TopicAnswers } from "./topic-answers.ts";
import { UserAnswers } from "./user-answers.ts";

export interface LoopbackDiscourseOptions {
  readonly now?: () => number;
  /** The folder in which the forum lives: begins with a slash and ends without one. */
  readonly folder?: string;
  /** True for a release whose page of new posts covers only fifty ids. */
  readonly hasNarrowPages?: boolean;
  readonly hasTagObjects?: boolean;
  readonly megaLength?: number;
  /** True for a forum that shows profiles to members only. */
  readonly closesProfiles?: boolean;
}

/** A forum that runs Discourse, as visitors see it. */
export class LoopbackDiscourse {
  readonly content: ForumContent;
  /** True while only members may read the forum. */
  requiresLogin = false;
  readonly #folder: string;
  readonly #topics: TopicAnswers;
  readonly #lists: ListAnswers;
  readonly #users: UserAnswers;
  #site: LoopbackSite | undefined;

  private constructor({
    now = Date.now,
    folder = "",
    hasNarrowPages = false,
    hasTagObjects = false,
    megaLength = 10_000,
    closesProfiles = false,
  }: LoopbackDiscourseOptions) {
    this.content = new ForumContent(now);
    this.#folder = folder;
    this.#topics = new TopicAnswers(this.content, { hasNarrowPages, hasTagObjects, megaLength });
    this.#lists = new ListAnswers(this.content, { hasTagObjects, folder });
    this.#users = new UserAnswers(this.content, { closesProfiles, folder });
  }

  static async open(options: LoopbackDiscourseOptions = {}): Promise<LoopbackDiscourse> {
    const forum = new LoopbackDiscourse(options);
    forum.#site = await LoopbackSite.open((request) => forum.#answer(request), options);
    return forum;
  }

  get url(): string {
    return this.#opened.url + this.#folder;
  }

  get requests(): readonly SiteRequest[] {
    return this.#opened.requests;
  }

  inject(fault: Fault): FaultHandle {
    return this.#opened.inject(fault);
  }

  async close(): Promise<void> {
    await this.#opened.close();
  }

  get #opened(): LoopbackSite {
    if (this.#site === undefined) throw new Error("the forum is not open");
    return this.#site;
  }

  #answer({ method, path, query }: SiteRequest): SiteAnswer {
    if (!path.startsWith(this.#folder)) return { status: 404, body: "<h1>Not here</h1>" };
    if (method !== "GET") return badToken;
    const below = path.slice(this.#folder.length);
    // Without this ending, browsers get the page.
    if (!below.endsWith(".json")) return pageIn(this.#folder);
    if (this.requiresLogin) return notLoggedIn;
    const parts = below.slice(1, -".json".length).split("/").map(decodeURIComponent);
    return this.#read(parts, query);
  }

  #read([area = "", ...rest]: readonly string[], query: URLSearchParams): SiteAnswer {
    const [first = "", second = "", third] = rest;
    switch (area) {
      case "latest":
        return this.#lists.latest(query);
      case "posts":
        if (rest.length === 0) return this.#topics.latest(readBefore(query));
        if (first === "by_number") return this.#topics.byNumber(Number(second), Number(third));
        return this.#topics.post(Number(first));
      case "t":
        if (first === "id_for") return this.#topics.idFor(second);
        return second === "posts"
          ? this.#topics.posts(Number(first), query)
          : this.#topics.topic(Number(first));
      case "c":
        return this.#readCategory(rest, query);
      case "tag":
        return this.#lists.tag(first, query);
      case "u":
        if (second === "summary") return this.#users.summary(first);
        return second === "activity" ? this.#users.activity(first) : this.#users.page(first);
      case "user_actions":
        return this.#users.actions(query);
      case "user-cards":
        return this.#users.cards((query.get("user_ids") ?? "").split(",").map(Number));
      default:
        return notFound;
    }
  }

  #readCategory(rest: readonly string[], query: URLSearchParams): SiteAnswer {
    if (rest.at(-1) === "show") return this.#lists.category(Number(rest[0]));
    const [id = "", ...slugs] = rest.slice(0, -2).reverse();
    return this.#lists.categoryList(slugs.reverse(), Number(id), query);
  }
}

function readBefore(query: URLSearchParams): number | undefined {
  const before = Number(query.get("before") ?? 0);
  return before > 0 ? before : undefined;
}
