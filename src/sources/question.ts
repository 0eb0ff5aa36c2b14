import type { RequestOptions } from "./source.ts";

/** The expected format of an answer. `feed`: a feed of any kind, or the page that names it; its reader tells by the text which it is. */
export type Form = "json" | "html" | "feed" | "text";

/** One request to a site. */
export interface Question extends RequestOptions {
  /** Path on the site's API, or an address on one of its hosts. */
  readonly at: string;
  /** Sent as JSON by POST; without a body, the request is a GET. */
  readonly body?: unknown;
  /** Default: JSON. */
  readonly form?: Form;
  /** True to ask for the headers alone: what a page links to, without the page. */
  readonly isHead?: boolean;
  /** Statuses to accept as answers, besides success. */
  readonly statuses?: readonly number[];
  /** Validators of the last answer: as long as nothing has changed, the next answer is empty. */
  readonly known?: Validators | undefined;
}

/** Identifies one version of an answer. https://www.rfc-editor.org/rfc/rfc9110#section-8.8 */
export interface Validators {
  readonly etag: string | undefined;
  readonly lastModified: string | undefined;
}

export interface Answer {
  readonly status: number;
  /** The address that answered, after redirects. */
  readonly url: string;
  /** True if nothing has changed since the known answer; then there is no body. */
  readonly isUnchanged: boolean;
  readonly headers: Headers;
  /** Parsed if the request asked for JSON, otherwise text; empty if it asked for the headers alone. */
  readonly body: unknown;
}

export function validatorsOf(headers: Headers): Validators {
  return {
    etag: headers.get("etag") ?? undefined,
    lastModified: headers.get("last-modified") ?? undefined,
  };
}

const accepted: Readonly<Record<Form, string>> = {
  json: "application/json",
  html: "text/html, application/xhtml+xml;q=0.9, */*;q=0.1",
  feed: "application/atom+xml, application/rss+xml, application/feed+json, application/xml;q=0.9, */*;q=0.1",
  text: "text/plain, */*;q=0.5",
};

/** Turns a question into the request to send, without the address. */
export function requestOf(
  { body, form = "json", isHead = false, known }: Question,
  userAgent: string,
): RequestInit {
  const headers = {
    accept: accepted[form],
    "user-agent": userAgent,
    ...(body === undefined ? {} : { "content-type": "application/json" }),
    ...(known?.etag === undefined ? {} : { "if-none-match": known.etag }),
    ...(known?.lastModified === undefined ? {} : { "if-modified-since": known.lastModified }),
  };
  return body === undefined
    ? { method: isHead ? "HEAD" : "GET", headers }
    : { method: "POST", headers, body: JSON.stringify(body) };
}

/** Returns whether a content type fits the expected format. */
export function isOfForm(form: Form, type: string): boolean {
  return form === "text" || form === "feed" || type.includes(form);
}
