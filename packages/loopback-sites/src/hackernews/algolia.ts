import type { SiteAnswer, SiteRequest } from "../http/site-request.ts";
import type { Items } from "./items.ts";
import { parseNumericFilters } from "./numeric-filters.ts";
import { type ItemRecord, isLive, textOf } from "./records.ts";
import { searchHits } from "./search-hits.ts";
import { parseTags } from "./tags.ts";

const mostHits = 1000;

/** Answers as Algolia's search for Hacker News: https://hn.algolia.com/api */
export function answerAlgolia(request: SiteRequest, items: Items): SiteAnswer {
  const [, kind, key] =
    /^\/api\/v1\/(items|users|search|search_by_date)(?:\/(.+))?$/.exec(request.path) ?? [];
  if (request.method !== "GET" || kind === undefined) return refusal(404, "Not Found");
  if (kind === "items") {
    const item = items.items.get(Number(key));
    return item === undefined ? refusal(404, "Not Found") : { body: treeOf(item, items) };
  }
  if (kind === "users") {
    const user = items.users.get(key ?? "");
    if (user === undefined) return refusal(404, "Not Found");
    return { body: { username: user.id, about: user.about ?? null, karma: user.karma } };
  }
  return answerSearch(request.query, items, kind === "search_by_date");
}

function answerSearch(query: URLSearchParams, items: Items, isByDate: boolean): SiteAnswer {
  const [length, page] = [wholeNumber(query.get("hitsPerPage"), 20), wholeNumber(query.get("page"), 0)];
  const passesTags = parseTags(query.get("tags") ?? "");
  const passesNumbers = parseNumericFilters(query.get("numericFilters") ?? "");
  if (length === undefined || length < 1 || length > mostHits)
    return refusal(400, "Invalid value for hitsPerPage");
  if (page === undefined || (page + 1) * length > mostHits)
    return refusal(400, `you can only fetch the ${mostHits} hits for this query`);
  if (passesTags === undefined) return refusal(400, "Invalid syntax for tags");
  if (passesNumbers === undefined) return refusal(400, "Invalid syntax for numericFilters");
  const found = searchHits(items, isByDate).filter((hit) => passesTags(hit) && passesNumbers(hit));
  const asked = query.get("attributesToRetrieve")?.split(",");
  const hits = found.slice(page * length, (page + 1) * length).map((hit) => retrieve(hit, asked));
  const nbPages = Math.ceil(Math.min(found.length, mostHits) / length);
  return { body: { hits, page, nbHits: found.length, nbPages, hitsPerPage: length } };
}

/** The id is always included. */
function retrieve(hit: object, asked: readonly string[] | undefined): object {
  if (asked === undefined || asked.includes("*")) return hit;
  return Object.fromEntries(
    Object.entries(hit).filter(([name]) => name === "objectID" || asked.includes(name)),
  );
}

/** The tree below an item. A deleted or dead item keeps only its id and children. */
function treeOf(item: ItemRecord, items: Items): object {
  const { id, type, by, time, title, url, score, parent, parts } = item;
  const children = items.childrenOf(id).map((child) => treeOf(child, items));
  if (!isLive(item)) return { id, children };
  const text = textOf(item);
  return {
    ...{ id, type, author: by, title: title ?? null, url: url ?? null, points: score ?? null },
    text: text === undefined ? null : paragraphsOf(text),
    parent_id: parent ?? null,
    story_id: items.storyOf(item).id,
    created_at: new Date(time * 1000).toISOString(),
    created_at_i: time,
    options: (parts ?? []).map((part) => treeOf(items.get(part), items)),
    children,
  };
}

/** Only trees close their paragraphs. */
function paragraphsOf(html: string): string {
  return `<p>${html.replaceAll("<p>", "</p><p>")}</p>`;
}

function wholeNumber(text: string | null, usual: number): number | undefined {
  if (text === null) return usual;
  return /^\d+$/.test(text) ? Number(text) : undefined;
}

function refusal(status: number, message: string): SiteAnswer {
  return { status, body: { message } };
}
