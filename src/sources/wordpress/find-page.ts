import type { RequestOptions } from "../source.ts";
import { SourceError } from "../source-error.ts";
import { type FoundAddress, idIn } from "./address.ts";
import type { Reading } from "./ask.ts";
import { askForList } from "./ask-for-list.ts";
import { linksIn } from "./link-header.ts";
import { parseRoute } from "./parse-route.ts";
import { rawIdentified } from "./records.ts";

/**
 * Finds out what is at an address of any form, with one request: the headers of a page name its record. If a plug-in removes them,
 * the last words of the address usually are the post's own.
 */
export async function findPage(
  reading: Reading,
  path: string,
  request: RequestOptions,
): Promise<FoundAddress | undefined> {
  const headers = await headersOf(reading, path, request);
  if (headers === "missing") return undefined;
  if (headers !== undefined) reading.root.learn(headers);
  return (headers && recordIn(headers)) ?? (await findBySlug(reading, path, request));
}

/** `undefined` if the blog does not answer such requests. */
async function headersOf(
  { http }: Reading,
  path: string,
  request: RequestOptions,
): Promise<Headers | "missing" | undefined> {
  const question = { ...request, at: path, form: "html", isHead: true, statuses: [404, 410] } as const;
  try {
    return await http.ask(question, ({ status, headers }) => (status < 300 ? headers : "missing"));
  } catch (error) {
    if (error instanceof SourceError && ["refused", "malformed"].includes(error.fault)) return undefined;
    throw error;
  }
}

function recordIn(headers: Headers): FoundAddress | undefined {
  const links = linksIn(headers.get("link"));
  const record = links.find(({ rel, type }) => rel === "alternate" && type === "application/json");
  const short = links.find(({ rel }) => rel === "shortlink");
  const id = idIn(short && URL.parse(short.url, "http://relative.invalid")?.searchParams.get("p"));
  return (record && routeIn(record.url)) ?? (id === undefined ? undefined : { kind: "post", id });
}

/** Reads the record's route from the path of its address or, on a blog without permalinks, from its query. */
function routeIn(address: string): FoundAddress | undefined {
  const url = URL.parse(address, "http://relative.invalid");
  return url === null ? undefined : parseRoute(url.searchParams.get("rest_route") ?? url.pathname);
}

async function findBySlug(
  reading: Reading,
  path: string,
  request: RequestOptions,
): Promise<FoundAddress | undefined> {
  const slug = decodeURIComponent(/([^/]*)\/?$/.exec(path)?.[1] ?? "").replace(/\.html?$/, "");
  for (const route of ["posts", "pages"]) {
    const asked = { route, query: { slug, _fields: "id" }, shape: rawIdentified };
    const list = await askForList(reading, asked, request);
    const [found] = list.kind === "listed" ? list.records : [];
    if (found !== undefined) return { kind: "post", id: found.id };
  }
  return undefined;
}
