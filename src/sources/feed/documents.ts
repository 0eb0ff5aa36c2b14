import type { Clock } from "../../clock.ts";
import { type PageHead, readHead } from "../../text/read-head.ts";
import type { SiteHttp } from "../http.ts";
import { type Answer, type Validators, validatorsOf } from "../question.ts";
import type { RequestOptions } from "../source.ts";
import { SourceError } from "../source-error.ts";
import { readFeed } from "./read-feed.ts";
import type { Feed } from "./records.ts";

/** The thing that an address leads to. `at` is the address that answered, after redirects. */
export type Document =
  | { readonly kind: "feed"; readonly at: string; readonly feed: Feed }
  | { readonly kind: "page"; readonly at: string; readonly head: PageHead };

interface Held {
  readonly document: Document;
  readonly validators: Validators;
  /** When it was last read without a condition, and when it was last asked for (elapsed time, ms). */
  readonly readAtMs: number;
  readonly askedAtMs: number;
  /** How long the site asks readers to wait (ms). */
  readonly restMs: number;
}

/** Feed readers ask no more often than this. */
export const usualRestMs = 10 * 60_000;

const mostHeld = 100;
/** Read unconditionally this often: WordPress reports an unchanged feed after edits, deletions and late approvals. */
const longestTrustMs = 60 * 60_000;
/** The longest time for which a site may ask not to be read again. */
const longestRestMs = 2 * 60 * 60_000;

/** Reads feeds and pages of a site, and only those that have changed. */
export class Documents {
  readonly #http: SiteHttp;
  readonly #clock: Clock;
  /** By the address that answers, least recently used first. */
  readonly #held = new Map<string, Held>();
  /** New addresses of whatever has moved, so that a moved feed costs one request. */
  readonly #moved = new Map<string, string>();

  constructor(http: SiteHttp, clock: Clock) {
    this.#http = http;
    this.#clock = clock;
  }

  /**
   * Reads the feed or page at an address; `undefined` if nothing is there.
   * @throws {SourceError} `not-public` if visitors may not see it
   */
  async read(address: string, request: RequestOptions): Promise<Document | undefined> {
    const now = this.#clock.elapsedMs();
    const at = this.#moved.get(address) ?? address;
    const held = this.#held.get(at);
    if (held !== undefined && now - held.askedAtMs < restOf(held, request)) return held.document;
    const isTrusted = held !== undefined && now - held.readAtMs < longestTrustMs;
    const known = isTrusted ? held.validators : undefined;
    return await this.#http.ask(
      { ...request, at, form: "feed", known, statuses: [401, 404, 410] },
      (answer) => {
        if (answer.isUnchanged && held !== undefined) return this.#keep(held, answer);
        this.#held.delete(at);
        this.#moved.delete(address);
        if (answer.status === 401) throw this.#error("not-public", `${answer.url} is not public`);
        if (answer.status === 404 || answer.status === 410) return undefined;
        if (answer.url !== address) this.#moved.set(address, answer.url);
        const document = this.#documentOf(answer);
        return this.#keep({ document, validators: validatorsOf(answer.headers), readAtMs: now }, answer);
      },
    );
  }

  #keep(read: Pick<Held, "document" | "validators" | "readAtMs">, { headers }: Answer): Document {
    const { document } = read;
    const askedMs = document.kind === "feed" ? (document.feed.restMs ?? 0) : 0;
    const restMs = Math.min(longestRestMs, Math.max(askedMs, maxAgeMs(headers)));
    this.#held.delete(document.at);
    this.#held.set(document.at, { ...read, restMs, askedAtMs: this.#clock.elapsedMs() });
    for (const known of [this.#held, this.#moved]) {
      const [oldest] = known.keys();
      if (known.size > mostHeld && oldest !== undefined) known.delete(oldest);
    }
    return document;
  }

  #documentOf({ body, url, headers }: Answer): Document {
    const text = String(body);
    const feed = readFeed(text, url);
    if (feed !== undefined) return { kind: "feed", at: url, feed };
    const type = headers.get("content-type") ?? "";
    if (type.includes("html")) return { kind: "page", at: url, head: readHead(text) };
    throw this.#error("malformed", `${url} is neither a feed nor a page`);
  }

  #error(fault: "not-public" | "malformed", message: string): SourceError {
    return new SourceError(message, { site: this.#http.site.name, fault, retryable: true });
  }
}

/** Sweeps may be due every minute, and can wait. */
function restOf({ restMs }: Held, { priority }: RequestOptions): number {
  return priority === "sweep" ? Math.max(restMs, usualRestMs) : restMs;
}

function maxAgeMs(headers: Headers): number {
  const control = headers.get("cache-control") ?? "";
  const seconds = /(?:^|,)\s*max-age=(\d+)/i.exec(control)?.[1];
  return /\bno-(?:cache|store)\b/i.test(control) ? 0 : Number(seconds ?? 0) * 1000;
}
