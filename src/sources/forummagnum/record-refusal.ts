/** An error beside an answer, or instead of one. */
export interface GraphqlError {
  readonly message: string;
  readonly path?: readonly (string | number)[] | null | undefined;
  readonly extensions?: { readonly code?: string | undefined } | null | undefined;
}

/**
 * The reason why a site does not return a single record: it has none, it says that visitors may not see it, or it refuses it
 * without a known reason.
 */
export type RecordRefusal = "missing" | "not-public" | "record-refused";

/** Fields of operations that return one record. */
const recordFields: readonly string[] = ["post", "comment", "tag", "sequence", "user"];

// The server names its reasons in the message. Its codes, if any, are the same for all reasons.
const missing: readonly string[] = ["app.missing_document", "app.document_not_found"];
const notPublic: readonly string[] = [
  "app.operation_not_allowed",
  "This post is only visible to logged-in users.",
];
/**
 * Codes that the server's own failures never have.
 * https://www.apollographql.com/docs/apollo-server/data/errors#built-in-error-codes
 */
const refusingCodes: readonly string[] = ["BAD_USER_INPUT", "FORBIDDEN", "UNAUTHENTICATED"];

/** Reads what an error says about the single record requested; `undefined` if it is about anything else. */
export function recordRefusalOf(
  { message, path, extensions }: GraphqlError,
  data: Readonly<Record<string, unknown>> | null | undefined,
): RecordRefusal | undefined {
  if (!isOfRecord(path, data)) return undefined;
  if (missing.includes(message)) return "missing";
  const isKnown = notPublic.includes(message) || refusingCodes.includes(extensions?.code ?? "");
  return isKnown ? "not-public" : "record-refused";
}

/**
 * Returns whether an error is about the record. An error deeper inside is about a part of it. One without a path, beside lists that
 * were answered, is about the record.
 */
function isOfRecord(
  path: GraphqlError["path"],
  data: Readonly<Record<string, unknown>> | null | undefined,
): boolean {
  const absent = recordFields.filter((name) => name in (data ?? {}) && !hasRecord(data?.[name]));
  if (path === null || path === undefined) return absent.length > 0;
  const [field = "", inner, ...deeper] = path;
  const isWhole = deeper.length === 0 && (inner === undefined || inner === "result");
  if (!isWhole || !recordFields.includes(String(field))) return false;
  return data === null || data === undefined || absent.includes(String(field));
}

function hasRecord(output: unknown): boolean {
  if (typeof output !== "object" || output === null) return false;
  return "result" in output && output.result !== null;
}
