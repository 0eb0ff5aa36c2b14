/** An error beside or instead of an answer. */
export interface GraphqlError {
  readonly message: string;
  readonly path?: readonly (string | number)[] | null | undefined;
  readonly extensions?: { readonly code?: string | undefined } | null | undefined;
}

/**
 * Why a site does not give a single record: it has none, it says that visitors may not see it, or it refuses it without a known
 * reason.
 */
export type RecordRefusal = "missing" | "not-public" | "record-refused";

/** Fields of operations that give one record. */
const recordFields: readonly string[] = ["post", "comment", "tag", "sequence", "user"];

// The server names its reasons in the message. Where it adds a code, that is the same for all of them.
const missing: readonly string[] = ["app.missing_document", "app.document_not_found"];
const notPublic: readonly string[] = [
  "app.operation_not_allowed",
  "This post is only visible to logged-in users.",
];
/** Codes that the server's own failures never have. https://www.apollographql.com/docs/apollo-server/data/errors#built-in-error-codes */
const refusingCodes: readonly string[] = ["BAD_USER_INPUT", "FORBIDDEN", "UNAUTHENTICATED"];

/** Reads what an error says about the single record that was asked for; `undefined` when it is about anything else. */
export function recordRefusalOf(
  { message, path, extensions }: GraphqlError,
  data: Readonly<Record<string, unknown>> | null | undefined,
): RecordRefusal | undefined {
  if (!isOfRecord(path, data)) return undefined;
  if (missing.includes(message)) return "missing";
  const isKnown = notPublic.includes(message) || refusingCodes.includes(extensions?.code ?? "");
  return isKnown ? "not-public" : "record-refused";
}

/** An error deeper inside concerns a part of the record; one without a path, beside lists that were answered, concerns the record. */
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
