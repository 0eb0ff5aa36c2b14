import { createHash } from "node:crypto";
import { LoopbackSite, type LoopbackSiteOptions } from "../http/loopback-site.ts";
import type { SiteAnswer, SiteRequest } from "../http/site-request.ts";
import type { FeedComment, FeedFormat, FeedPage, ListedComment, ListedFeed } from "./feed-content.ts";
import { contentTypes, escapeXml, writeFeed } from "./write-feed.ts";

export interface FeedSiteOptions extends LoopbackSiteOptions {
  readonly format?: FeedFormat;
  /** The most comments in a feed. */
  readonly window?: number;
  /** `by-date`: as WordPress does, only by the date of the newest comment, so that edits and deletions go unnoticed. */
  readonly validators?: "by-content" | "by-date";
  /** True if each page names a feed of its own. */
  readonly hasPageFeeds?: boolean;
  readonly ttl?: number;
}

/** A blog whose comments are public only in feeds: `/comments/feed/` for all, `/<slug>/feed/` for those on one page. */
export class FeedSite {
  readonly pages = new Map<string, FeedPage>();
  readonly comments: FeedComment[] = [];
  readonly http: LoopbackSite;
  readonly #options: Required<Omit<FeedSiteOptions, "now" | "port" | "ttl">> & Pick<FeedSiteOptions, "ttl">;
  #added = 0;
  #atMs = Date.parse("2025-03-01T12:00:00Z");

  private constructor(http: LoopbackSite, options: FeedSiteOptions) {
    this.http = http;
    this.#options = { format: "rss", window: 10, validators: "by-content", hasPageFeeds: true, ...options };
  }

  static async open(options: FeedSiteOptions = {}): Promise<FeedSite> {
    const http = await LoopbackSite.open((request) => site.#answer(request), options);
    const site = new FeedSite(http, options);
    return site;
  }

  get url(): string {
    return this.http.url;
  }

  /** Address of the feed of all comments. */
  get feedUrl(): string {
    return `${this.url}/comments/feed/`;
  }

  addPage(title: string): FeedPage {
    const id = this.pages.size + 1;
    const page = { id, slug: `2025/03/01/page-${id}`, title, isLocked: false, isTrashed: false };
    this.pages.set(page.slug, page);
    return page;
  }

  addComment(
    page: FeedPage,
    text: string,
    {
      author = "Bob",
      parent,
      isDated = true,
    }: { author?: string; parent?: FeedComment; isDated?: boolean } = {},
  ): FeedComment {
    this.#added += 1;
    this.#atMs += 60_000;
    const atMs = isDated ? this.#atMs : undefined;
    const comment = {
      id: this.#added,
      page: page.id,
      parent: parent?.id,
      ...{ author, text: `<p>${text}</p>\n`, atMs, editedAtMs: atMs, isHeld: false },
    };
    this.comments.push(comment);
    return comment;
  }

  edit(comment: FeedComment, text: string): void {
    this.#atMs += 60_000;
    comment.text = `<p>${text}</p>\n`;
    if (comment.atMs !== undefined) comment.editedAtMs = this.#atMs;
  }

  remove(comment: FeedComment): void {
    this.comments.splice(this.comments.indexOf(comment), 1);
  }

  addressOf(place: FeedPage | FeedComment): string {
    if ("slug" in place) return `${this.url}/${place.slug}/`;
    return `${this.addressOf(this.#pageOf(place))}#comment-${place.id}`;
  }

  commentAt(address: string): FeedComment | undefined {
    return this.comments.find((comment) => this.addressOf(comment) === address);
  }

  pageAt(address: string): FeedPage | undefined {
    return this.pages.get(new URL(address).pathname.slice(1, -1));
  }

  async close(): Promise<void> {
    await this.http.close();
  }

  #pageOf({ page: id }: FeedComment): FeedPage {
    const page = [...this.pages.values()].find((one) => one.id === id);
    if (page === undefined) throw new Error(`no page ${id}`);
    return page;
  }

  #answer(request: SiteRequest): SiteAnswer {
    const { path } = request;
    if (!path.endsWith("/")) return { status: 301, headers: { location: `${path}/` }, body: "" };
    if (path === "/") return { body: this.#html("Example Blog", []) };
    const listed = (): FeedComment[] => this.comments.filter((one) => !this.#pageOf(one).isTrashed);
    if (path === "/comments/feed/")
      return this.#feed(request, listed(), { title: "Comments for Example Blog", link: `${this.url}/` });
    const slug = path.slice(1, -1);
    const page = this.pages.get(slug.replace(/\/feed$/, ""));
    if (page === undefined || page.isTrashed) return { status: 404, body: this.#html("Page not found", []) };
    const link = this.addressOf(page);
    if (!slug.endsWith("/feed"))
      return {
        body: this.#html(
          `${page.title} – Example Blog`,
          this.#options.hasPageFeeds ? [`${link}feed/`] : [],
          page,
        ),
      };
    return this.#feed(
      request,
      listed().filter((one) => one.page === page.id),
      { title: `Comments on: ${page.title}`, link },
    );
  }

  #html(title: string, feeds: readonly string[], page?: FeedPage): string {
    const named = [this.feedUrl, ...feeds].map(
      (feed) =>
        `<link rel="alternate" type="${contentTypes[this.#options.format].split(";")[0]}" title="Feed" href="${feed}" />`,
    );
    const shown =
      page === undefined
        ? []
        : [
            `<meta property="og:title" content="${escapeXml(page.title)}" />`,
            `<link rel='shortlink' href='${this.url}/?p=${page.id}' />`,
          ];
    return `<!DOCTYPE html><html><head><title>${escapeXml(title)}</title>${[...named, ...shown].join("\n")}</head><body></body></html>`;
  }

  #feed(
    { headers, path }: SiteRequest,
    comments: FeedComment[],
    about: Pick<ListedFeed, "title" | "link">,
  ): SiteAnswer {
    const { format, window, validators, ttl } = this.#options;
    const shown = comments
      .filter(({ isHeld }) => !isHeld)
      .reverse()
      .slice(0, window);
    const feed = { ...about, self: this.url + path, ttl, comments: shown.map((one) => this.#listed(one)) };
    const body = writeFeed(format, feed);
    const newest = shown[0]?.atMs ?? 0;
    const etag = createHash("md5")
      .update(validators === "by-date" ? String(newest) : body)
      .digest("hex");
    const sent = { etag: `"${etag}"`, "last-modified": new Date(newest).toUTCString() };
    if (headers["if-none-match"] === sent.etag) return { status: 304, headers: sent, body: "" };
    return { headers: { "content-type": contentTypes[format], ...sent }, body };
  }

  #listed(comment: FeedComment): ListedComment {
    const page = this.#pageOf(comment);
    const parent = this.comments.find(({ id }) => id === comment.parent);
    const guidOf = ({ id }: FeedComment) => `${this.url}/?p=${page.id}#comment-${id}`;
    const { author, atMs, editedAtMs, id } = comment;
    return {
      guid: guidOf(comment),
      link: this.addressOf(comment),
      title: `Comment on ${page.title} by ${author}`,
      ...{ author, atMs, editedAtMs },
      html: page.isLocked ? passwordForm(id) : comment.text,
      answers:
        parent === undefined || page.isLocked
          ? { guid: `${this.url}/?p=${page.id}`, link: this.addressOf(page), author: undefined }
          : { guid: guidOf(parent), link: this.addressOf(parent), author: parent.author },
    };
  }
}

function passwordForm(id: number): string {
  return `<form action="/wp-login.php?action=postpass" class="post-password-form" method="post">
	<p>This content is password protected. To view it please enter your password below:</p>
	<p><label for="pwbox-${id}">Password: <input name="post_password" id="pwbox-${id}" type="password" size="20" /></label></p></form>
`;
}
