import type { z } from "zod";
import type { Site } from "../../forum/site.ts";
import type { SiteHttp } from "../http.ts";
import type { RequestOptions } from "../source.ts";
import { SourceError } from "../source-error.ts";

/** `refused`: the publication gives no reason that says anything about the record. */
export type Answered<T> =
  | { readonly kind: "read"; readonly value: T }
  | { readonly kind: "missing" }
  | { readonly kind: "refused" };

const statuses = [401, 403, 404];

/** The address that people use, and the other one at which the publication answers or once did. */
export function addressesOf({ apiUrl, secondApiUrl }: Site): readonly string[] {
  return secondApiUrl === undefined ? [apiUrl] : [apiUrl, secondApiUrl];
}

/**
 * Asks a publication. One of its two hosts redirects to the other; later requests go straight to the one that answered, because each
 * redirect costs a request.
 */
export class Publication {
  readonly #site: Site;
  readonly #http: SiteHttp;
  #address: string;

  constructor(site: Site, http: SiteHttp) {
    this.#site = site;
    this.#http = http;
    this.#address = site.apiUrl;
  }

  /** @throws {SourceError} `malformed` for an answer of another shape */
  async ask<T>(path: string, shape: z.ZodType<T>, request: RequestOptions): Promise<Answered<T>> {
    const at = `${this.#address}/api/v1/${path}`;
    return await this.#http.ask({ ...request, at, statuses }, ({ status, body, url }): Answered<T> => {
      this.#follow(url);
      if (status >= 300) return status === 404 ? { kind: "missing" } : { kind: "refused" };
      const read = shape.safeParse(body);
      if (read.success) return { kind: "read", value: read.data };
      throw malformed(this.#site, read.error);
    });
  }

  #follow(answered: string): void {
    const { host } = new URL(answered);
    const address = addressesOf(this.#site).find((each) => new URL(each).host === host);
    if (address !== undefined) this.#address = address;
  }
}

function malformed({ name: site }: Site, cause: unknown): SourceError {
  const message = `${site} answers in an unknown form`;
  return new SourceError(message, { site, fault: "malformed", retryable: true }, { cause });
}

export function refused({ name: site }: Site, what: string): SourceError {
  const message = `${site} does not serve ${what}`;
  return new SourceError(message, { site, fault: "record-refused", retryable: true });
}

export function notPublic({ name: site }: Site, what: string): SourceError {
  const message = `${site} does not show ${what} to visitors`;
  return new SourceError(message, { site, fault: "not-public", retryable: false });
}
