import type { SiteAnswer } from "../http/site-request.ts";
import { fieldsOf } from "./fields.ts";
import { invalidParameter, RestRefusal } from "./refusal.ts";

export interface Rows<T> {
  /** Every row that the query finds, in order. */
  readonly all: readonly T[];
  /** Makes the record of a row; `undefined` for one that visitors may not read, which is left out but still counted. */
  readonly show: (row: T) => object | undefined;
  /** True if a page past the end is refused rather than empty. */
  readonly refusesPastEnd: boolean;
}

/** Answers with a page of a list, and its length in the headers. */
export function answerList<T>(
  { all, show, refusesPastEnd }: Rows<T>,
  query: URLSearchParams,
  address: string,
): SiteAnswer {
  const perPage = numberIn(query, "per_page", 10);
  if (perPage < 1 || perPage > 100)
    throw invalidParameter("per_page", "per_page must be between 1 (inclusive) and 100 (inclusive)");
  const page = numberIn(query, "page", 1);
  const pages = Math.ceil(all.length / perPage);
  if (refusesPastEnd && page > Math.max(1, pages))
    throw new RestRefusal(
      400,
      "rest_post_invalid_page_number",
      "The page number requested is larger than the number of pages available.",
    );
  const rows = all.slice((page - 1) * perPage, page * perPage).flatMap((row) => show(row) ?? []);
  const linkTo = (other: number, rel: string) => {
    const url = new URL(address);
    url.searchParams.set("page", String(other));
    return `<${url.href}>; rel="${rel}"`;
  };
  const links = [
    ...(page > 1 ? [linkTo(page - 1, "prev")] : []),
    ...(page < pages ? [linkTo(page + 1, "next")] : []),
  ];
  return {
    headers: {
      "x-wp-total": String(all.length),
      "x-wp-totalpages": String(pages),
      ...(links.length === 0 ? {} : { link: links.join(", ") }),
    },
    body: rows.map((row) => fieldsOf(row, query)),
  };
}

function numberIn(query: URLSearchParams, name: string, usual: number): number {
  const text = query.get(name) ?? String(usual);
  if (!/^-?\d+$/.test(text)) throw invalidParameter(name, `${name} is not of type integer.`);
  return Number(text);
}

/** Reads numbers written `4,5` or as several parameters; `undefined` if the parameter is absent. */
export function numbersIn(query: URLSearchParams, name: string): readonly number[] | undefined {
  const texts = [...query.getAll(name), ...query.getAll(`${name}[]`)].flatMap((text) => text.split(","));
  if (texts.length === 0) return undefined;
  if (!texts.every((text) => /^\d+$/.test(text)))
    throw invalidParameter(name, `${name}[0] is not of type integer.`);
  return texts.map(Number);
}
