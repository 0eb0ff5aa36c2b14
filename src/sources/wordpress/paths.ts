import { pathBelow, type Site } from "../../forum/site.ts";

/** Makes the path of something on a blog from the full address that the API gives; another host's address stays as it is. */
export function pathOf(site: Site, link: string, fallback: string): string {
  const url = URL.parse(link);
  if (url === null || !["http:", "https:"].includes(url.protocol)) return fallback;
  const path = pathBelow(site, url);
  return path === undefined ? url.href : path + url.search + url.hash;
}

/** Makes the address of a post without words of its title; every blog leads it to the post. */
export function plainPath(post: number): string {
  return `/?p=${post}`;
}
