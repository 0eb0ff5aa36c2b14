/** Replaces the NUL character, which Postgres cannot store, in a text or in a list of texts. */
export function storable<T>(value: T): T;
export function storable(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(storable);
  return typeof value === "string" ? value.replaceAll("\0", "\ufffd") : value;
}
