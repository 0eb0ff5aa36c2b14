import type { ZodType } from "zod";

/** A part of an answer that could not be read. */
export interface Fault {
  /** A whole record that is left out, or one field that counts as missing. */
  readonly kind: "record" | "field";
  /** Its place in the answer, without positions: `written.results.pageUrlRelative`. */
  readonly place: string;
  /** The record's id, if known. */
  readonly id: string | undefined;
  readonly problem: string;
}

export type Repaired<T> =
  | { readonly isRead: true; readonly value: T; readonly faults: readonly Fault[] }
  | { readonly isRead: false; readonly error: Error };

type Path = readonly PropertyKey[];
type Container = Record<PropertyKey, unknown>;

/** Fields that count as null if unreadable, because a comment says the same without them. */
const nullable: ReadonlySet<PropertyKey> = new Set([
  "pageUrlRelative",
  "profileImageId",
  "markdown",
  "lastEditedAt",
  "baseScore",
  "afBaseScore",
  "extendedScore",
  "shortform",
  "parentComment",
  "commentsLocked",
]);
/** Records beside a record. Null means that the site does not show them, so unreadable ones are `undefined`. */
const separate: ReadonlySet<PropertyKey> = new Set(["post", "tag", "result"]);
/** Lists that may lack a record. */
const lists: ReadonlySet<PropertyKey> = new Set(["results", "posts", "chapters", "tags"]);

/**
 * Reads the readable part of an answer. A wrong shape costs as little as possible: a field that may be null, a record of a list,
 * whose id is then in the list's `unreadable`, or else everything. Changes `data`.
 * @param reasons why the site failed to send a part, by `pathKey`
 */
export function repair<T>(
  shape: ZodType<T>,
  data: unknown,
  reasons: ReadonlyMap<string, string> = new Map(),
): Repaired<T> {
  const faults: Fault[] = [];
  for (;;) {
    const parsed = shape.safeParse(data);
    if (parsed.success) return { isRead: true, value: parsed.data, faults };
    const losses = new Map<string, { readonly loss: Path; readonly fault: Fault }>();
    for (const { path, message } of parsed.error.issues) {
      const loss = lossFor(data, path);
      if (loss === undefined) return { isRead: false, error: parsed.error };
      const kind = typeof loss.at(-1) === "number" ? "record" : "field";
      const record = kind === "record" ? valueAt(data, loss) : valueAt(data, loss.slice(0, -1));
      const problem = reasonFor(reasons, path) ?? `${placeOf(path)}: ${message}`;
      losses.set(pathKey(loss), { loss, fault: { kind, place: placeOf(loss), id: idOf(record), problem } });
    }
    faults.push(...[...losses.values()].map(({ fault }) => fault));
    // From the end, so earlier positions stay valid.
    for (const { loss } of [...losses.values()].sort(byPositionDownwards)) lose(data, loss);
  }
}

export function pathKey(path: Path): string {
  return JSON.stringify(path);
}

/** Finds the least to give up for a fault at `path`; `undefined` if nothing around it may be missing. */
function lossFor(data: unknown, path: Path): Path | undefined {
  for (let length = path.length; length > 1; length -= 1) {
    const loss = path.slice(0, length);
    const key = loss.at(-1) ?? "";
    const value = valueAt(data, loss);
    if (typeof key === "number" && lists.has(loss.at(-2) ?? "")) return loss;
    if (nullable.has(key) && value !== null) return loss;
    if (separate.has(key) && value !== undefined) return loss;
  }
  return undefined;
}

function lose(data: unknown, loss: Path): void {
  const container = valueAt(data, loss.slice(0, -1));
  const key = loss.at(-1) ?? "";
  if (typeof key === "number" && Array.isArray(container)) {
    const [record] = container.splice(key, 1);
    const list = valueAt(data, loss.slice(0, -2));
    if (isContainer(list) && loss.at(-2) === "results") {
      list.unreadable = [...(Array.isArray(list.unreadable) ? list.unreadable : []), idOf(record) ?? ""];
    }
  } else if (isContainer(container)) {
    container[key] = separate.has(key) ? undefined : null;
  }
}

function byPositionDownwards(a: { readonly loss: Path }, b: { readonly loss: Path }): number {
  const at = a.loss.findIndex((key, index) => key !== b.loss[index]);
  return Number(b.loss[at]) - Number(a.loss[at]) || b.loss.length - a.loss.length;
}

export function valueAt(data: unknown, path: Path): unknown {
  let value = data;
  for (const key of path) value = isContainer(value) ? value[key] : undefined;
  return value;
}

function reasonFor(reasons: ReadonlyMap<string, string>, path: Path): string | undefined {
  for (let length = path.length; length > 0; length -= 1) {
    const reason = reasons.get(pathKey(path.slice(0, length)));
    if (reason !== undefined) return reason;
  }
  return undefined;
}

export function placeOf(path: Path): string {
  return path.filter((key) => typeof key !== "number").join(".");
}

export function idOf(record: unknown): string | undefined {
  return isContainer(record) && typeof record._id === "string" ? record._id : undefined;
}

function isContainer(value: unknown): value is Container {
  return typeof value === "object" && value !== null;
}
