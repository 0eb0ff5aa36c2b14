import { LoopbackSite, type LoopbackSiteOptions } from "../http/loopback-site.ts";
import type { SiteAnswer, SiteRequest } from "../http/site-request.ts";
import { answer } from "./answers.ts";
import { PublicationContent } from "./publication.ts";

/** A publication on Substack, on two ports of 127.0.0.1: its own domain, and the host that the platform gave it. One redirects to the other. */
export class LoopbackSubstack {
  readonly content: PublicationContent;
  readonly domain: LoopbackSite;
  readonly platform: LoopbackSite;
  /** The host that answers. */
  #used: "domain" | "platform" = "domain";

  private constructor(
    content: PublicationContent,
    [domain, platform]: readonly [LoopbackSite, LoopbackSite],
  ) {
    this.content = content;
    this.domain = domain;
    this.platform = platform;
  }

  static async open(options: Omit<LoopbackSiteOptions, "port"> = {}): Promise<LoopbackSubstack> {
    const content = new PublicationContent(options.now ?? Date.now);
    const hosts = [
      await LoopbackSite.open((request) => substack.#answer("domain", request), options),
      await LoopbackSite.open((request) => substack.#answer("platform", request), options),
    ] as const;
    const substack: LoopbackSubstack = new LoopbackSubstack(content, hosts);
    return substack;
  }

  /** Both addresses, as the bot's configuration takes them. */
  get addresses(): string {
    return `${this.domain.url}+${this.platform.url}`;
  }

  get requestCount(): number {
    return this.domain.requests.length + this.platform.requests.length;
  }

  /** The address of a post, or of a comment. */
  addressOf(post: number, comment?: number): string {
    const page = `${this.domain.url}/p/${this.content.post(post).slug}`;
    return comment === undefined ? page : `${page}/comment/${comment}`;
  }

  /** Has the publication take on its own domain, or give it up. */
  moveTo(host: "domain" | "platform"): void {
    this.#used = host;
  }

  async close(): Promise<void> {
    await Promise.all([this.domain.close(), this.platform.close()]);
  }

  #answer(host: "domain" | "platform", request: SiteRequest): SiteAnswer {
    if (host === this.#used) return answer(request, this.content);
    const location = `${this[this.#used].url}${request.path}?${request.query}`;
    return { status: 301, headers: { location }, body: "" };
  }
}
