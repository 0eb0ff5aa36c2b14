import type { Hit } from "./search-hits.ts";

const operators: Readonly<Record<string, (a: number, b: number) => boolean>> = {
  "<": (a, b) => a < b,
  "<=": (a, b) => a <= b,
  "=": (a, b) => a === b,
  ">=": (a, b) => a >= b,
  ">": (a, b) => a > b,
};
const fields = ["created_at_i", "points", "num_comments", "parent_id"] as const;

/** Reads `created_at_i>5,points>=9`, all of which must hold; `undefined` for anything else. */
export function parseNumericFilters(text: string): ((hit: Hit) => boolean) | undefined {
  const bounds = text === "" ? [] : text.split(",").map(readBound);
  if (bounds.includes(undefined)) return undefined;
  return (hit) => bounds.every((passes) => passes?.(hit) === true);
}

function readBound(text: string): ((hit: Hit) => boolean) | undefined {
  const [, name, operator = "", number] = /^(\w+)(<=|>=|<|>|=)(-?\d+)$/.exec(text) ?? [];
  const field = fields.find((each) => each === name);
  const compare = operators[operator];
  if (field === undefined || compare === undefined) return undefined;
  return (hit) => {
    const value = hit[field];
    return value !== null && compare(value, Number(number));
  };
}
