/** The end of a page. All numbers are integers; `id` is the position in time. */
export type Cursor =
  | { readonly sort: "time"; readonly id: number }
  | { readonly sort: "top"; readonly score: number; readonly id: number }
  | {
      readonly sort: "relevance";
      /** The window of matches that is ranked together, newest first. */
      readonly top: number;
      readonly bottom: number;
      /** The first window also ranked the well-received ones down to here. */
      readonly notable: number;
      /** The last result returned; absent before the first of a window. */
      readonly last: { readonly rank: number; readonly id: number } | undefined;
    };

const radix = 36;

/** Writes a cursor in a few plain characters without `:`. */
export function formatCursor(cursor: Cursor): string {
  switch (cursor.sort) {
    case "time":
      return `i.${write([cursor.id])}`;
    case "top":
      return `t.${write([cursor.score, cursor.id])}`;
    case "relevance": {
      const { top, bottom, notable, last } = cursor;
      const numbers = [top, bottom, notable];
      return `r.${write(last === undefined ? numbers : [...numbers, last.rank, last.id])}`;
    }
  }
}

/** `undefined` for anything that is not a cursor. */
export function parseCursor(text: string | undefined): Cursor | undefined {
  const match = /^([itr])((?:\.-?[0-9a-z]{1,10}){1,5})$/.exec(text ?? "");
  if (match === null) return undefined;
  const [first = 0, second = 0, third = 0, rank, id] = (match[2] ?? "")
    .slice(1)
    .split(".")
    .map((digits) => Number.parseInt(digits, radix));
  if (match[1] === "i") return { sort: "time", id: first };
  if (match[1] === "t") return { sort: "top", score: first, id: second };
  const last = rank === undefined || id === undefined ? undefined : { rank, id };
  return { sort: "relevance", top: first, bottom: second, notable: third, last };
}

function write(numbers: readonly number[]): string {
  return numbers.map((number) => number.toString(radix)).join(".");
}
