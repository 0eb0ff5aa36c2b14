import { pathBelow, type Site } from "../../forum/site.ts";
import type { SiteHttp } from "../http.ts";
import type { RequestOptions } from "../source.ts";
import { SourceError } from "../source-error.ts";
import { linksIn } from "./link-header.ts";
import { twinHost } from "./urls.ts";

/** The address of the API for blogs on wordpress.com, which close it at their own addresses. */
const hosting = { suffix: ".wordpress.com", apiUrl: "https://public-api.wordpress.com" } as const;

/** The path of the API on almost all other blogs. */
const usualRoot = "/wp-json/";

/** Hosts of the site besides that of its API. */
export function otherHosts({ url, apiUrl }: Site): readonly string[] {
  // Behind a mirror or a proxy, nothing else is asked.
  if (url !== apiUrl) return [];
  const own = new URL(url);
  return own.host.endsWith(hosting.suffix) ? [new URL(hosting.apiUrl).host] : [twinHost(own)];
}

/** Knows where the API of a blog is. Any page of the blog says so in its headers; the first one asked for decides. */
export class ApiRoot {
  readonly #http: SiteHttp;
  #root: string | undefined;

  constructor(http: SiteHttp) {
    const { url, apiUrl } = http.site;
    const { host } = new URL(url);
    this.#http = http;
    if (host.endsWith(hosting.suffix))
      this.#root = `${url === apiUrl ? hosting.apiUrl : apiUrl}/wp/v2/sites/${host}`;
  }

  /** Learns from the headers of a page. */
  learn(headers: Headers): void {
    this.#root ??= rootIn(headers, this.#http.site);
  }

  /** Returns the address of a route such as `posts/4`. Asks the blog's first page where the API is unless that is known. */
  async addressOf(route: string, query: URLSearchParams, request: RequestOptions): Promise<string> {
    this.#root ??= await this.#ask(request);
    const address = `${this.#root}/${route}`;
    const parameters = query.toString();
    if (parameters === "") return address;
    return `${address}${address.includes("?") ? "&" : "?"}${parameters}`;
  }

  async #ask(request: RequestOptions): Promise<string> {
    const usual = `${usualRoot}wp/v2`;
    try {
      const question = { ...request, at: "/", form: "html", isHead: true } as const;
      return (await this.#http.ask(question, ({ headers }) => rootIn(headers, this.#http.site))) ?? usual;
    } catch (error) {
      // Some blogs answer no HEAD, and some show no first page.
      if (error instanceof SourceError && error.fault === "refused") return usual;
      throw error;
    }
  }
}

/** Reads the API's path from the headers of a page; a blog without permalinks has it in the query. */
function rootIn(headers: Headers, site: Site): string | undefined {
  const found = linksIn(headers.get("link")).find(({ rel }) => rel === "https://api.w.org/");
  const url = found === undefined ? null : URL.parse(found.url, site.url);
  const path = url === null ? undefined : pathBelow(site, url);
  return url === null || path === undefined ? undefined : `${path}${url.search}wp/v2`;
}
