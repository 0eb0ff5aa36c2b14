import type { Clock } from "../../clock.ts";
import type { Reference } from "../../forum/reference.ts";
import type { Site } from "../../forum/site.ts";
import { readableLine } from "../../text/readable-line.ts";
import type { RequestOptions } from "../source.ts";
import type { PageFacts } from "./convert.ts";
import type { Document, Documents } from "./documents.ts";
import { pageOf } from "./page-address.ts";

export interface ReadPage {
  readonly facts: PageFacts;
  /** `undefined` if the page is on another host. */
  readonly document: Document | undefined;
}

/** Lists may show titles this old, because they rarely change. */
const longestTrustMs = 24 * 60 * 60_000;
const mostKnown = 1_000;

/** The pages on which comments were written. */
export class Pages {
  readonly #site: Site;
  readonly #documents: Documents;
  readonly #clock: Clock;
  readonly #known = new Map<
    Reference,
    { readonly facts: PageFacts | undefined; readonly readAtMs: number }
  >();

  constructor(site: Site, documents: Documents, clock: Clock) {
    this.#site = site;
    this.#documents = documents;
    this.#clock = clock;
  }

  /** Returns whether the site's own host serves an address. Nothing else is fetched. */
  isOwn(address: string): boolean {
    return URL.parse(address)?.host === new URL(this.#site.url).host;
  }

  /** Reads a page; `undefined` if nothing is there. For a page on another host, only the address is known. */
  async read(
    reference: Reference<"post">,
    address: string,
    request: RequestOptions,
  ): Promise<ReadPage | undefined> {
    if (!this.isOwn(address)) return { facts: namedByAddress(reference, address), document: undefined };
    const document = await this.#documents.read(address, request);
    const facts = document && this.describe(reference, document);
    this.#know(reference, facts);
    return facts && { facts, document };
  }

  /** Reads a page for a list. The result is reused for a day. */
  async readForList(
    reference: Reference<"post">,
    address: string,
    request: RequestOptions,
  ): Promise<PageFacts | undefined> {
    const known = this.#known.get(reference);
    const isTrusted = known !== undefined && this.#clock.elapsedMs() - known.readAtMs < longestTrustMs;
    return isTrusted ? known.facts : (await this.read(reference, address, request))?.facts;
  }

  /** Describes a page in its own words, or in those of the feed that stands for it. */
  describe(reference: Reference<"post">, document: Document): PageFacts {
    const { at } = document;
    const unnamed = namedByAddress(reference, pageOf(at) ?? at);
    if (document.kind === "feed") return { ...unnamed, title: document.feed.title || unnamed.title };
    const { title, properties, links } = document.head;
    const short = links.find(({ rel }) => rel === "shortlink")?.href;
    const shortAddress = short === undefined ? undefined : URL.parse(short, at)?.href;
    return {
      ...unnamed,
      title: readableLine(properties.get("og:title") ?? "") || title || unnamed.title,
      shortAddress: shortAddress !== undefined && this.isOwn(shortAddress) ? shortAddress : undefined,
    };
  }

  #know(reference: Reference, facts: PageFacts | undefined): void {
    if (this.#known.size >= mostKnown) this.#known.clear();
    this.#known.set(reference, { facts, readAtMs: this.#clock.elapsedMs() });
  }
}

function namedByAddress(reference: Reference<"post">, address: string): PageFacts {
  const { host, pathname, search } = new URL(address);
  const title = host + pathname.replace(/\/$/, "") + search;
  return { reference, address, title, shortAddress: undefined };
}
