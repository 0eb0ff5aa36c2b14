/** Field → 1 (ascending, nulls first) or -1 (descending, nulls last), in order of weight. */
export type OrderBy = Readonly<Record<string, 1 | -1>>;

/** Compares records by an order. Ties break on `_id`, descending, unless the order says otherwise. */
export function compareBy(order: OrderBy): (a: object, b: object) => number {
  const fields = Object.entries("_id" in order ? order : { ...order, _id: -1 });
  return (a, b) => {
    for (const [field, direction] of fields) {
      const difference = compare(fieldOf(a, field), fieldOf(b, field));
      if (difference !== 0) return difference * direction;
    }
    return 0;
  };
}

function fieldOf(record: object, field: string): unknown {
  return field in record ? (record as Record<string, unknown>)[field] : null;
}

/** Null is less than anything else, so it comes first ascending and last descending. */
function compare(a: unknown, b: unknown): number {
  if (a === b) return 0;
  if (a === null || a === undefined) return -1;
  if (b === null || b === undefined) return 1;
  const [left, right] = [sortable(a), sortable(b)];
  return left < right ? -1 : left > right ? 1 : 0;
}

function sortable(value: unknown): string | number {
  return typeof value === "number" || typeof value === "string" ? value : Number(value);
}
