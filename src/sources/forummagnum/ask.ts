import { z } from "zod";
import { SourceError } from "../../errors.ts";
import type { SiteHttp } from "../http.ts";
import type { RequestOptions } from "../source.ts";
import type { Operation } from "./operations.ts";

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

type GraphqlError = NonNullable<z.infer<typeof envelope>["errors"]>[number];

// The site has no codes for these: the message is the identifier.
const absences = new Set([
  "app.operation_not_allowed",
  "app.missing_document",
  "This post is only visible to logged-in users.",
]);

/** Asks a ForumMagnum site through its GraphQL endpoint. */
export function askThrough(http: SiteHttp): Ask {
  return (operation, variables, request) =>
    http.post(
      "/graphql",
      { operationName: operation.name, query: compact(operation.text), variables },
      request,
      (json) => readAnswer(http.site.name, operation, json),
    );
}

function readAnswer<T>(site: string, operation: Operation<T>, json: unknown): T {
  const malformed = (cause: unknown) =>
    new SourceError(
      `${site} answers ${operation.name} in an unexpected shape`,
      { site, fault: "malformed", retryable: true },
      { cause },
    );
  const parsed = envelope.safeParse(json);
  if (!parsed.success) throw malformed(parsed.error);
  const { data, errors } = parsed.data;
  const fatal = (errors ?? []).find((error) => !isAbsence(error));
  if (fatal !== undefined) throw refusal(site, operation.name, fatal);
  const answer = operation.answer.safeParse(data);
  if (!answer.success) throw malformed(answer.error);
  return answer.data;
}

/** A single record that exists but may not be read: its field is null beside the error. */
function isAbsence(error: GraphqlError): boolean {
  return absences.has(error.message) && error.path?.length === 1;
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
