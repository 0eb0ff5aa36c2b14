import { z } from "zod";
import { SourceError } from "../source-error.ts";
import type { Operation } from "./operation.ts";
import { type GraphqlError, type RecordRefusal, recordRefusalOf } from "./record-refusal.ts";
import { type Fault, idOf, pathKey, placeOf, repair, valueAt } from "./repair.ts";

/**
 * The readable part of an answer, a list that failed as a whole because of the record at a position, or a refusal of one record.
 */
export type Answer<T> =
  | { readonly kind: "read"; readonly value: T; readonly faults: readonly Fault[] }
  | {
      readonly kind: "broken-list";
      readonly alias: string;
      readonly position: number;
      readonly fault: Fault;
    }
  | { readonly kind: "refused"; readonly error: SourceError };

/** The way in which the operation was sent. */
export interface Asked {
  /** Lists that were requested only up to an unreadable record, which belongs to them. */
  readonly cuts: ReadonlyMap<string, Fault>;
  /** True for the last attempt, when a list that failed counts as a refusal. */
  readonly isLast: boolean;
}

const path = z.array(z.union([z.string(), z.number()]));
const envelope = z.object({
  data: z.record(z.string(), z.unknown()).nullish(),
  errors: z
    .array(
      z.object({
        message: z.string(),
        path: path.nullish(),
        extensions: z.object({ code: z.string().optional() }).nullish(),
      }),
    )
    .nullish(),
});

type Path = z.infer<typeof path>;
type Data = Record<string, unknown>;

/**
 * Reads the answer to an operation. An error costs the part that it made null; a wrong shape costs what `repair` gives up.
 * @throws {SourceError} `refused` or `malformed` if nothing in the answer is usable
 */
export function readAnswer<T>(
  site: string,
  operation: Operation<never, T>,
  json: unknown,
  { cuts, isLast }: Asked,
): Answer<T> {
  const malformed = (cause: unknown) =>
    new SourceError(
      `${site} answered ${operation.name} in an unexpected shape`,
      { site, fault: "malformed", retryable: true },
      { cause },
    );
  const parsed = envelope.safeParse(json);
  if (!parsed.success) throw malformed(parsed.error);
  const { data, errors } = parsed.data;
  const faults: Fault[] = [...cuts.values()];
  const reasons = new Map<string, string>();
  const refusals = new Map<RecordRefusal, GraphqlError>();
  for (const error of errors ?? []) {
    const kind = recordRefusalOf(error, data);
    if (kind !== undefined) {
      refusals.set(kind, error);
      continue;
    }
    const isPlaced = data !== null && data !== undefined && (error.path ?? []).length > 0;
    if (!isPlaced) throw refusal(site, operation.name, error);
    const failed = nullOn(data, error.path ?? []);
    // Without a null, nothing was lost.
    if (failed === undefined) continue;
    const broken = brokenList(operation, failed, error);
    if (broken !== undefined && broken.position > 0 && !isLast) return broken;
    if (broken?.position === 0) {
      data[broken.alias] = { results: [], unreadable: [""] };
      faults.push(broken.fault);
    } else if (failed.length > 1) {
      // Null may have a meaning, so the field becomes missing instead.
      Object.assign(valueAt(data, failed.slice(0, -1)) as object, { [failed.at(-1) ?? ""]: undefined });
      reasons.set(pathKey(failed), error.message);
    } else {
      throw refusal(site, operation.name, error);
    }
  }
  for (const fault of ["not-public", "record-refused"] as const) {
    const error = refusals.get(fault);
    if (error !== undefined)
      return { kind: "refused", error: recordRefusal(site, operation.name, fault, error) };
  }
  for (const alias of cuts.keys()) addUnknown(data?.[alias]);
  const read = repair(operation.answer, data, reasons);
  if (!read.isRead) throw malformed(read.error);
  faults.push(...read.faults, ...untold(data ?? {}, reasons, read.faults));
  return { kind: "read", value: read.value, faults };
}

/** Finds the null that an error left on its way up. */
function nullOn(data: unknown, path: Path): Path | undefined {
  for (let length = 1; length <= path.length; length += 1) {
    const here = path.slice(0, length);
    if (valueAt(data, here) === null) return here;
  }
  return undefined;
}

function brokenList(
  { lists }: Pick<Operation<never, unknown>, "lists">,
  failed: Path,
  error: GraphqlError,
): Extract<Answer<unknown>, { kind: "broken-list" }> | undefined {
  const [alias, results, position] = error.path ?? [];
  if (typeof alias !== "string" || !Object.hasOwn(lists, alias)) return undefined;
  if (failed.length > 2 || results !== "results" || typeof position !== "number") return undefined;
  const place = placeOf([alias, results]);
  const fault: Fault = { kind: "record", place, id: undefined, problem: error.message };
  return { kind: "broken-list", alias, position, fault };
}

/** Adds a record about which nothing is known to a list. */
function addUnknown(list: unknown): void {
  if (typeof list !== "object" || list === null) return;
  const known = "unreadable" in list && Array.isArray(list.unreadable) ? list.unreadable : [];
  Object.assign(list, { unreadable: [...known, ""] });
}

/** Finds the optional parts that the site failed to send, such as the post beside a comment. */
function untold(data: Data, reasons: ReadonlyMap<string, string>, told: readonly Fault[]): readonly Fault[] {
  return [...reasons].flatMap(([key, problem]): readonly Fault[] => {
    if (told.some((fault) => fault.problem === problem)) return [];
    const failed = JSON.parse(key) as Path;
    const id = idOf(valueAt(data, failed.slice(0, -1)));
    return [{ kind: "field", place: placeOf(failed), id, problem }];
  });
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
