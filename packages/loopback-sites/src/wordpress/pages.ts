import type { SiteAnswer, SiteRequest } from "../http/site-request.ts";
import type { Addresses } from "./addresses.ts";
import type { Blog } from "./blog.ts";
import { Feeds } from "./feeds.ts";
import type { BlogPost } from "./records.ts";

/** The pages of a blog: no more than their addresses, redirects and headers. */
export class Pages {
  readonly #blog: Blog;
  readonly #at: Addresses;
  readonly #feeds: Feeds;

  constructor(blog: Blog, at: Addresses) {
    this.#blog = blog;
    this.#at = at;
    this.#feeds = new Feeds(blog, at);
  }

  answer({ path, query }: SiteRequest): SiteAnswer {
    const root = `<${this.#at.api}>; rel="https://api.w.org/"`;
    const post = this.#blog.posts.get(Number(query.get("p") ?? query.get("page_id")));
    if (query.has("feed")) return this.#feeds.answer(query.has("p") ? post : undefined);
    const { origin } = new URL(this.#at.home);
    const asked = origin + path + (query.size === 0 ? "" : `?${query}`);
    const address = post?.status === "publish" ? this.#at.ofPost(post) : asked;
    if (address !== asked) return { status: 301, headers: { location: address }, body: "" };
    const links = this.#linksOf(address);
    const shown = [...this.#blog.posts.values()].find((one) => this.#at.ofPost(one) === address);
    return {
      status: links === undefined ? 404 : 200,
      headers: this.#blog.hidesLinks ? {} : { link: [root, ...(links ?? [])].join(", ") },
      body: this.#pageOf(shown),
    };
  }

  #pageOf(post: BlogPost | undefined): string {
    if (post === undefined) return "<!DOCTYPE html><title>A blog</title>";
    return `<!DOCTYPE html><head><title>${post.title} &#8211; A blog</title></head><body></body>`;
  }

  /** `undefined` if there is no such page. */
  #linksOf(address: string): readonly string[] | undefined {
    const isAt = (own: string) => own === address || own === `${address}/`;
    if (isAt(`${this.#at.home}/`)) return [];
    const alternate = (route: string) =>
      `<${this.#at.route(route)}>; rel="alternate"; type="application/json"`;
    for (const post of this.#blog.posts.values()) {
      if (post.status !== "publish" || !isAt(this.#at.ofPost(post))) continue;
      return [alternate(`${post.type}s/${post.id}`), `<${this.#at.home}/?p=${post.id}>; rel=shortlink`];
    }
    for (const term of this.#blog.terms.values()) {
      if (!isAt(this.#at.ofTerm(term))) continue;
      return [alternate(`${term.taxonomy === "category" ? "categories" : "tags"}/${term.id}`)];
    }
    return undefined;
  }
}
