import { z } from "zod";
import { SourceError } from "../../errors.ts";
import type { SiteHttp } from "../http.ts";
import type { RequestOptions } from "../source.ts";
import type { Operation } from "./operations.ts";
import { type GraphqlError, type RecordRefusal, recordRefusalOf } from "./record-refusal.ts";

/** Sends one operation and gives back its `data`, parsed. */
export type Ask = <T>(
  operation: Operation<T>,
  variables: Readonly<Record<string, unknown>>,
  request: RequestOptions,
) => Promise<T>;

const envelope = z.object({
  data: z.record(z.string(), z.unknown()).nullish(),
  errors: z
    .array(
      z.object({
        message: z.string(),
        path: z.array(z.union([z.string(), z.number()])).nullish(),
        extensions: z.object({ code: z.string().optional() }).nullish(),
      }),
    )
    .nullish(),
});

/** Asks a ForumMagnum site through its GraphQL endpoint. */
export function askThrough(http: SiteHttp): Ask {
  return async (operation, variables, request) => {
    const answer = await http.post(
      "/graphql",
      { operationName: operation.name, query: compact(operation.text), variables },
      request,
      (json) => readAnswer(http.site.name, operation, json),
    );
    // Thrown behind the request: a site that refuses one record does not fail.
    if (answer instanceof SourceError) throw answer;
    return answer;
  };
}

function readAnswer<T>(site: string, operation: Operation<T>, json: unknown): T | SourceError {
  const malformed = (cause: unknown) =>
    new SourceError(
      `${site} answers ${operation.name} in an unexpected shape`,
      { site, fault: "malformed", retryable: true },
      { cause },
    );
  const parsed = envelope.safeParse(json);
  if (!parsed.success) throw malformed(parsed.error);
  const { data, errors } = parsed.data;
  const refusals = new Map<RecordRefusal, GraphqlError>();
  for (const error of errors ?? []) {
    const kind = recordRefusalOf(error, data);
    if (kind === undefined) throw refusal(site, operation.name, error);
    refusals.set(kind, error);
  }
  for (const fault of ["not-public", "record-refused"] as const) {
    const error = refusals.get(fault);
    if (error !== undefined) return recordRefusal(site, operation.name, fault, error);
  }
  const answer = operation.answer.safeParse(data);
  if (!answer.success) throw malformed(answer.error);
  return answer.data;
}

function recordRefusal(
  site: string,
  operation: string,
  fault: "not-public" | "record-refused",
  { message, extensions }: GraphqlError,
): SourceError {
  const code = extensions?.code === undefined ? "" : ` (${extensions.code})`;
  const text = `${site} refuses the record of ${operation}: ${message.slice(0, 200)}${code}`;
  return new SourceError(text, { site, fault, retryable: fault === "record-refused" });
}

function refusal(site: string, operation: string, error: GraphqlError): SourceError {
  const code = error.extensions?.code ?? "";
  const isOurs = code === "GRAPHQL_VALIDATION_FAILED" || code === "BAD_USER_INPUT";
  const message = `${site} refuses ${operation}: ${error.message.slice(0, 200)}`;
  return new SourceError(message, { site, fault: "refused", retryable: !isOurs });
}

function compact(text: string): string {
  return text.replace(/\s+/g, " ").trim();
}
