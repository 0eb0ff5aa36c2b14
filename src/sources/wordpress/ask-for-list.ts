import { z } from "zod";
import type { RequestOptions } from "../source.ts";
import { type Asked, ask, malformed, type Reading, type Refused } from "./ask.ts";
import { linksIn } from "./link-header.ts";
import { rawIdentified } from "./records.ts";
import { refusal } from "./refusals.ts";

/** The most records that the API lists in one answer. */
export const longestPage = 100;

/** One page of a list. It may be short, even empty, with more to come: rows that visitors may not see are left out afterwards. */
export interface List<T> {
  readonly kind: "listed";
  readonly records: readonly T[];
  /** Ids of the records that could not be read; `undefined` for an unknown one. */
  readonly unreadable: readonly (number | undefined)[];
  /** The number of rows in all pages, including those left out; `undefined` if something on the way removed it. */
  readonly total: number | undefined;
  readonly pages: number | undefined;
  readonly isLast: boolean;
}

/** Asks for a page of a list. A record of an unexpected shape costs only itself. */
export async function askForList<T>(
  reading: Reading,
  { shape, page = 1, ...asked }: Asked & { readonly shape: z.ZodType<T>; readonly page?: number },
  request: RequestOptions,
): Promise<List<T> | Refused> {
  const query = page === 1 ? asked.query : { ...asked.query, page };
  const answer = await ask(reading, { ...asked, ...(query && { query }) }, request);
  if (answer.kind === "refused") {
    if (answer.code === "rest_post_invalid_page_number") return noMore;
    return answer;
  }
  const rows = z.array(z.unknown()).safeParse(answer.body);
  if (!rows.success) throw malformed(reading.site, asked.route, rows.error);
  const { headers } = answer;
  const pages = countIn(headers.get("x-wp-totalpages"));
  const hasNext = linksIn(headers.get("link")).some(({ rel }) => rel === "next");
  return {
    kind: "listed",
    ...readRows(reading, rows.data, { shape, route: asked.route }),
    total: countIn(headers.get("x-wp-total")),
    pages,
    // Without headers, which something on the way may remove, only an empty page is the end.
    isLast: pages === undefined ? !hasNext && rows.data.length === 0 : page >= pages,
  };
}

/**
 * Asks for a page of a list that every blog shows.
 * @throws {SourceError} if this blog refuses it
 */
export async function askForPublicList<T>(
  reading: Reading,
  asked: Asked & { readonly shape: z.ZodType<T>; readonly page?: number },
  request: RequestOptions,
): Promise<List<T>> {
  const list = await askForList(reading, asked, request);
  if (list.kind === "refused") throw refusal(reading.site, asked.route, list, "refused");
  return list;
}

const noMore: List<never> = {
  kind: "listed",
  records: [],
  unreadable: [],
  total: undefined,
  pages: undefined,
  isLast: true,
};

function readRows<T>(
  { unreadable }: Reading,
  rows: readonly unknown[],
  { shape, route }: { readonly shape: z.ZodType<T>; readonly route: string },
): Pick<List<T>, "records" | "unreadable"> {
  const records: T[] = [];
  const failed: (number | undefined)[] = [];
  for (const row of rows) {
    const read = shape.safeParse(row);
    if (read.success) {
      records.push(read.data);
      continue;
    }
    const id = rawIdentified.safeParse(row).data?.id;
    failed.push(id);
    const fault = { kind: "record", place: route, id: id === undefined ? undefined : String(id) } as const;
    unreadable.note(route, [{ ...fault, problem: z.prettifyError(read.error) }]);
  }
  return { records, unreadable: failed };
}

function countIn(header: string | null): number | undefined {
  return header === null || !/^\d+$/.test(header) ? undefined : Number(header);
}
