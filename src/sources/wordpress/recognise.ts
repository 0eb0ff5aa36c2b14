import type { Page } from "../public/page.ts";
import { linksIn } from "./link-header.ts";

/** The end of the address of a blog's API, with and without permalinks. */
const apiPath = /(?:wp-json\/?|(?:index\.php)?\?rest_route=\/)$/;

/**
 * Recognises a blog by the address of its API, which every page names unless a plug-in hides it, and otherwise by the `generator`.
 * https://developer.wordpress.org/rest-api/using-the-rest-api/discovery/
 */
export function recognise({ url, headers, head }: Page): string | undefined {
  if (url.hostname.endsWith(".wordpress.com")) return url.origin;
  const links = [...linksIn(headers.get("link")), ...head.links.map(({ rel, href }) => ({ rel, url: href }))];
  const named = links.find(({ rel }) => rel === "https://api.w.org/");
  const api = named === undefined ? null : URL.parse(named.url, url);
  if (api !== null && bareHost(api) === bareHost(url)) return url.origin + pathOf(api);
  return /^WordPress\b/.test(head.properties.get("generator") ?? "") ? url.origin : undefined;
}

function pathOf({ pathname, search }: URL): string {
  return (pathname + search).replace(apiPath, "").replace(/\/$/, "");
}

function bareHost({ host }: URL): string {
  return host.replace(/^www\./, "");
}
