import type { RequestOptions } from "./source.ts";

/** Which kind of answer is of use. */
export type Form = "json" | "xml" | "html" | "text";

/** One request to a site. */
export interface Question extends RequestOptions {
  /** A path of the site's API, or an address on one of its hosts. */
  readonly at: string;
  /** Sent as JSON by POST; without it the question is a GET. */
  readonly body?: unknown;
  /** JSON unless it says otherwise. */
  readonly form?: Form;
  /** Statuses that are an answer, besides success. */
  readonly statuses?: readonly number[];
  /** What the last answer was recognised by: as long as nothing changed, the next one is empty. */
  readonly known?: Validators | undefined;
}

/** What an answer is recognised by. https://www.rfc-editor.org/rfc/rfc9110#section-8.8 */
export interface Validators {
  readonly etag: string | undefined;
  readonly lastModified: string | undefined;
}

export interface Answer {
  readonly status: number;
  /** Whether nothing has changed since the known answer; then it has no body. */
  readonly isUnchanged: boolean;
  readonly headers: Headers;
  /** Parsed where JSON was asked for, otherwise text. */
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
  xml: "application/atom+xml, application/rss+xml, application/xml;q=0.9, text/xml;q=0.8, */*;q=0.1",
  html: "text/html, application/xhtml+xml;q=0.9, */*;q=0.1",
  text: "text/plain, */*;q=0.5",
};

/** Makes of a question what is sent, apart from the address. */
export function requestOf({ body, form = "json", known }: Question, userAgent: string): RequestInit {
  const headers = {
    accept: accepted[form],
    "user-agent": userAgent,
    ...(body === undefined ? {} : { "content-type": "application/json" }),
    ...(known?.etag === undefined ? {} : { "if-none-match": known.etag }),
    ...(known?.lastModified === undefined ? {} : { "if-modified-since": known.lastModified }),
  };
  return body === undefined
    ? { method: "GET", headers }
    : { method: "POST", headers, body: JSON.stringify(body) };
}

/** Tells whether an answer of this content type may be what was asked for. */
export function isOfForm(form: Form, type: string): boolean {
  return form === "text" || type.includes(form);
}
