import { z } from "zod";
import type { Site } from "../../forum/site.ts";
import type { SiteHttp } from "../http.ts";
import type { Answer } from "../question.ts";
import type { RequestOptions } from "../source.ts";
import { SourceError } from "../source-error.ts";

/** The reason for not returning a record: it does not exist, or visitors may not see it. */
export type Refusal = "gone" | "not-public";

/** Asks a forum in its own way. Paths begin with a slash. */
export interface Ask {
  /** Reads something that visitors can always see. */
  must<T>(at: string, shape: z.ZodType<T>, request: RequestOptions): Promise<T>;
  /** Reads a record that may be gone or closed to visitors. */
  record<T>(at: string, shape: z.ZodType<T>, request: RequestOptions): Promise<T | Refusal>;
  /** Reads a person's page. A forum that closes these pages leads visitors to its login page instead, which also means `not-public`. */
  person<T>(at: string, shape: z.ZodType<T>, request: RequestOptions): Promise<T | Refusal>;
}

const refusals: Readonly<Record<number, Refusal>> = { 403: "not-public", 404: "gone", 410: "gone" };
const statuses = Object.keys(refusals).map(Number);

/** The forum's own refusal, unlike that of a server in front of it. */
const errorShape = z.object({ errors: z.array(z.unknown()) });

export function askThrough(http: SiteHttp): Ask {
  const { site } = http;
  return {
    must: (at, shape, request) => http.ask({ ...request, at }, ({ body }) => parsed(site, shape, body)),
    record: (at, shape, request) =>
      http.ask({ ...request, at, statuses }, (answer) => recordIn(site, shape, answer, answer.body)),
    person: (at, shape, request) =>
      http.ask({ ...request, at, statuses, form: "text" }, (answer) => {
        const type = answer.headers.get("content-type") ?? "";
        if (!type.includes("json")) return "not-public";
        return recordIn(site, shape, answer, readJson(site, String(answer.body)));
      }),
  };
}

function recordIn<T>(site: Site, shape: z.ZodType<T>, { status }: Answer, body: unknown): T | Refusal {
  const refusal = refusals[status];
  if (refusal === undefined) return parsed(site, shape, body);
  if (errorShape.safeParse(body).success) return refusal;
  const message = `${site.name} refuses the request (${status})`;
  throw new SourceError(message, { site: site.name, fault: "refused", retryable: false });
}

/** @throws {SourceError} `malformed` for another shape */
function parsed<T>(site: Site, shape: z.ZodType<T>, body: unknown): T {
  const read = shape.safeParse(body);
  if (read.success) return read.data;
  throw malformed(site, "answers in an unexpected shape", read.error);
}

function readJson(site: Site, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw malformed(site, "answers with broken JSON", cause);
  }
}

function malformed({ name }: Site, what: string, cause: unknown): SourceError {
  return new SourceError(`${name} ${what}`, { site: name, fault: "malformed", retryable: true }, { cause });
}

export function isRefusal<T>(answer: T | Refusal): answer is Refusal {
  return answer === "gone" || answer === "not-public";
}

/** Makes the error for a record that visitors may not see. */
export function notPublic({ name }: Site, record: string): SourceError {
  const message = `${name} does not show ${record} to visitors`;
  return new SourceError(message, { site: name, fault: "not-public", retryable: false });
}
