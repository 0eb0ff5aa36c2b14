import type { z } from "zod";
import type { Site } from "../../forum/site.ts";
import type { SiteHttp } from "../http.ts";
import type { RequestOptions } from "../source.ts";
import { SourceError } from "../source-error.ts";
import type { UnreadableRecords } from "../unreadable-records.ts";
import type { ApiRoot } from "./api-root.ts";
import { rawError } from "./records.ts";

/** One request to the API. */
export interface Asked {
  /** Below the root of the API, such as `posts/4`. */
  readonly route: string;
  readonly query?: Readonly<Record<string, string | number>>;
}

/** A refusal, with the code that says why. The words beside it are in the blog's language. */
export interface Refused {
  readonly kind: "refused";
  readonly code: string;
}

interface Answered {
  readonly kind: "answered";
  readonly body: unknown;
  readonly headers: Headers;
}

/** A blog, with access to its API. */
export interface Reading {
  readonly site: Site;
  readonly http: SiteHttp;
  readonly root: ApiRoot;
  readonly unreadable: UnreadableRecords;
  readonly now: () => number;
}

/** Statuses with which the API refuses something, in JSON. */
const statuses = [400, 401, 403, 404, 410];

export async function ask(
  { http, root }: Pick<Reading, "http" | "root">,
  { route, query = {} }: Asked,
  request: RequestOptions,
): Promise<Answered | Refused> {
  const parameters = Object.entries(query).map(([name, value]) => [name, String(value)]);
  const at = await root.addressOf(route, new URLSearchParams(parameters), request);
  return await http.ask({ ...request, at, statuses }, ({ status, body, headers }) => {
    if (status < 300) return { kind: "answered", body, headers };
    const error = rawError.safeParse(body);
    if (!error.success) throw malformed(http.site, route, error.error);
    return { kind: "refused", code: error.data.code };
  });
}

/**
 * Asks for one record.
 * @throws {SourceError} `malformed` if it has another shape
 */
export async function askForOne<T>(
  reading: Reading,
  { shape, ...asked }: Asked & { readonly shape: z.ZodType<T> },
  request: RequestOptions,
): Promise<{ readonly kind: "read"; readonly record: T } | Refused> {
  const answer = await ask(reading, asked, request);
  if (answer.kind === "refused") return answer;
  const read = shape.safeParse(answer.body);
  if (!read.success) throw malformed(reading.site, asked.route, read.error);
  return { kind: "read", record: read.data };
}

export function malformed({ name }: Site, route: string, cause: unknown): SourceError {
  const message = `${name} answered ${route} in an unexpected shape`;
  return new SourceError(message, { site: name, fault: "malformed", retryable: true }, { cause });
}
