import type { z } from "zod";
import type { Site } from "../../forum/site.ts";
import type { SiteHttp } from "../http.ts";
import type { RequestOptions } from "../source.ts";
import { SourceError } from "../source-error.ts";
import type { UnreadableRecords } from "../unreadable-records.ts";

/**
 * Asks one API and reads the answer; `undefined` if it has no such record.
 * @throws {SourceError} `malformed` for an answer of another shape
 */
export type Ask = <T>(path: string, shape: z.ZodType<T>, request: RequestOptions) => Promise<T | undefined>;

/** A site, with access to its two APIs. */
export interface Reading {
  readonly site: Site;
  /** Knows whole trees and what was written lately, up to a minute late. */
  readonly algolia: Ask;
  /** Knows the state of each single item. */
  readonly firebase: Ask;
  readonly unreadable: UnreadableRecords;
  readonly now: () => number;
}

/** Address of the official API. */
export function secondUrlOf({ apiUrl, secondApiUrl = apiUrl }: Site): string {
  return secondApiUrl;
}

// https://hn.algolia.com/api
export function askAlgolia(http: SiteHttp): Ask {
  return (path, shape, request) =>
    http.ask({ ...request, at: `/api/v1/${path}`, statuses: [404] }, ({ status, body }) =>
      status === 404 ? undefined : parse(http.site, shape, body),
    );
}

/** https://github.com/HackerNews/API: it answers with `null` for a record that it does not have. */
export function askFirebase(http: SiteHttp): Ask {
  const url = secondUrlOf(http.site);
  return (path, shape, request) =>
    http.ask({ ...request, at: `${url}/v0/${path}.json` }, ({ body }) =>
      body === null ? undefined : parse(http.site, shape, body),
    );
}

function parse<T>(site: Site, shape: z.ZodType<T>, body: unknown): T {
  const read = shape.safeParse(body);
  if (read.success) return read.data;
  throw malformed(site, "answers in an unknown form", read.error);
}

export function malformed({ name: site }: Site, problem: string, cause?: unknown): SourceError {
  return new SourceError(`${site} ${problem}`, { site, fault: "malformed", retryable: true }, { cause });
}

export function notPublic({ name }: Site, id: number): SourceError {
  return new SourceError(`visitors of ${name} cannot see item ${id}`, {
    site: name,
    fault: "not-public",
    retryable: false,
  });
}

/** Returns the answer of the first API, or asks the second one if the first cannot be read. */
export async function firstOr<T>(first: () => Promise<T>, second: () => Promise<T>): Promise<T> {
  try {
    return await first();
  } catch (error) {
    if (!(error instanceof SourceError)) throw error;
    return await second();
  }
}
