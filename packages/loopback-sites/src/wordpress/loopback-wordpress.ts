import { LoopbackSite, type LoopbackSiteOptions } from "../http/loopback-site.ts";
import type { SiteAnswer, SiteRequest } from "../http/site-request.ts";
import { Addresses } from "./addresses.ts";
import { Blog } from "./blog.ts";
import { Pages } from "./pages.ts";
import { Presenter } from "./present.ts";
import { Rest } from "./rest.ts";

export interface LoopbackWordpressOptions extends LoopbackSiteOptions {
  /** Begins with a slash and ends without one. */
  readonly folder?: string;
  /** True for a blog without permalinks, whose API is found in the query. */
  readonly isPlain?: boolean;
  /** The name of a blog on wordpress.com, whose API is elsewhere; all hosts share this port. */
  readonly hostedAs?: string;
}

/** A WordPress blog on 127.0.0.1: the states, refusals and headers are those of a real one, and the words are invented. */
export class LoopbackWordpress {
  readonly blog: Blog;
  readonly site: LoopbackSite;
  /** The blog's own address. */
  readonly url: string;
  readonly addresses: Addresses;

  private constructor(blog: Blog, site: LoopbackSite, addresses: Addresses) {
    this.blog = blog;
    this.site = site;
    this.url = addresses.home;
    this.addresses = addresses;
  }

  static async open({
    folder = "",
    isPlain = false,
    hostedAs,
    ...options
  }: LoopbackWordpressOptions = {}): Promise<LoopbackWordpress> {
    const blog = new Blog(options.now ?? Date.now);
    let answer: (request: SiteRequest) => SiteAnswer = () => ({ status: 503, body: "" });
    const site = await LoopbackSite.open((request) => answer(request), options);
    const addresses = new Addresses(hostedAs === undefined ? site.url + folder : `https://${hostedAs}`, {
      isPlain,
    });
    const rest = new Rest(blog, new Presenter(blog, addresses));
    const pages = new Pages(blog, addresses);
    answer = (request) => {
      const { path, query } = request;
      const route =
        hostedAs === undefined ? routeIn(path.replace(folder, ""), query) : hostedRouteIn(path, hostedAs);
      if (route === undefined) return pages.answer(request);
      return rest.answer(route, query, `${site.url}${path}?${query}`);
    };
    return new LoopbackWordpress(blog, site, addresses);
  }

  /** The address of a post, or of a comment. */
  addressOf(post: number, comment?: number): string {
    const found = this.blog.posts.get(post);
    if (found === undefined) throw new Error(`no post ${post}`);
    return this.addresses.ofPost(found) + (comment === undefined ? "" : `#comment-${comment}`);
  }

  close(): Promise<void> {
    return this.site.close();
  }
}

/** Every blog takes the route in the query, one with permalinks also in the path. */
function routeIn(path: string, query: URLSearchParams): string | undefined {
  const named = query.get("rest_route") ?? /^\/wp-json(\/.*)$/.exec(path)?.[1];
  return named?.replace(/^\/wp\/v2\//, "");
}

function hostedRouteIn(path: string, host: string): string | undefined {
  const start = `/wp/v2/sites/${host}/`;
  return path.startsWith(start) ? path.slice(start.length) : undefined;
}
