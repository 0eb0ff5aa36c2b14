/** One row, readable for people. */
export type NamedRow = Readonly<Record<string, unknown>>;

/** Columns that hold JSON. */
const structured = new Set(["authors", "trouble", "choices", "further_message_ids"]);

/** Writes names in camel case and moments (`…_ms`) as ISO dates, and parses JSON. */
export function namedRow(row: Readonly<Record<string, unknown>>): NamedRow {
  return Object.fromEntries(
    Object.entries(row).map(([column, value]) => [nameOf(column), readable(column, value)]),
  );
}

function nameOf(column: string): string {
  return column.replace(/_ms$/, "").replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
}

function readable(column: string, value: unknown): unknown {
  if (column.endsWith("_ms") && typeof value === "number") return new Date(value).toISOString();
  if (structured.has(column) && typeof value === "string") return JSON.parse(value) as unknown;
  return value;
}
