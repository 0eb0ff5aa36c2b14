import { pathBelow, type Site } from "../../forum/site.ts";
import type { Address } from "./address.ts";
import { addressesOf } from "./publication.ts";

export function acceptedUrls({ url }: Site): readonly string[] {
  return [`${url}/p/some-title`, `${url}/p/some-title/comment/12345678`, `${url}/archive`];
}

/** Reads what an address on either host of the publication names; `undefined` for pages without comments, and any other publication. */
export function parseUrl(site: Site, url: URL): Address | undefined {
  const path = pathOn(site, url);
  if (path === undefined) return undefined;
  if (/^\/(?:archive|feed)?\W*$/.test(path)) return { kind: "site" };
  const [, slug, named] = /^\/p\/([\w-]+)(?:\/comments|\/comment\/([1-9]\d{0,14}))?\W*$/.exec(path) ?? [];
  if (slug === undefined) return undefined;
  const id = named ?? /^#comment-([1-9]\d{0,14})\b/.exec(url.hash)?.[1];
  return id === undefined ? { kind: "post", slug } : { kind: "comment", slug, id: Number(id) };
}

function pathOn(site: Site, url: URL): string | undefined {
  const bare = withoutWww(url);
  const paths = addressesOf(site).map((address) =>
    pathBelow({ url: withoutWww(new URL(address)).href.replace(/\/$/, "") }, bare),
  );
  return paths.find((path) => path !== undefined) ?? pathInApp(site, url);
}

function withoutWww(url: URL): URL {
  const bare = new URL(url);
  bare.host = bare.host.replace(/^www\./, "");
  return bare;
}

/** Reads `open.substack.com/pub/NAME/p/SLUG`, the form that the app gives to `NAME.substack.com/p/SLUG`. */
function pathInApp(site: Site, { hostname, pathname }: URL): string | undefined {
  if (hostname !== "open.substack.com") return undefined;
  const [, name, path] = /^\/pub\/([\w-]+)(\/.*)?$/.exec(pathname) ?? [];
  const isOwn = addressesOf(site).some((address) => new URL(address).hostname === `${name}.substack.com`);
  return isOwn ? (path ?? "/") : undefined;
}
