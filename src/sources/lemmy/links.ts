import { formatReference } from "../../forum/reference.ts";
import { pathBelow, type Site } from "../../forum/site.ts";
import type { Link, UserLink } from "../link.ts";

const number = /^\d{1,15}$/;
/** A name on the instance, or a name with the host of another instance. */
const handle = /^[\p{L}\p{N}_.-]{1,60}(?:@[\p{L}\p{N}.:-]{1,200})?$/u;
const feed = /\.xml$/;

/** Reads an address on the instance: of a post, a comment, a community, a person or the front page. */
export function parseUrl(site: Site, url: URL): Link | undefined {
  const path = pathBelow(site, url);
  if (path === undefined) return undefined;
  const [kind, first = "", second = ""] = decoded(path).split("/").filter(Boolean);
  switch (kind) {
    case undefined:
      return { kind: "site", reference: undefined, lookup: "" };
    case "post":
      return second === "" ? recordAt(site, "post", first) : recordAt(site, "comment", second);
    case "comment":
      return recordAt(site, "comment", first);
    case "c":
      return communityAt(first);
    case "u":
      return parseName(first);
    case "feeds":
      if (first === "c") return communityAt(second.replace(feed, ""));
      if (first === "u") return parseName(second.replace(feed, ""));
      return { kind: "site", reference: undefined, lookup: "" };
    default:
      return undefined;
  }
}

/** Reads a name as typed, with or without the sign in front. */
export function parseName(name: string): UserLink | undefined {
  const typed = name.trim().replace(/^(?:@|\/?u\/)/, "");
  return handle.test(typed)
    ? { kind: "user", reference: undefined, lookup: typed, handle: typed }
    : undefined;
}

export function acceptedUrls({ url }: Site): readonly string[] {
  return [
    `${url}/post/123`,
    `${url}/post/123/456`,
    `${url}/comment/456`,
    `${url}/c/community`,
    `${url}/u/somebody`,
    url,
  ];
}

function recordAt(site: Site, kind: "post" | "comment", id: string): Link | undefined {
  if (!number.test(id)) return undefined;
  return kind === "post"
    ? { kind, reference: formatReference(site.database, kind, id), lookup: id }
    : { kind, reference: formatReference(site.database, kind, id), lookup: id };
}

function communityAt(name: string): Link | undefined {
  return handle.test(name) ? { kind: "tag", reference: undefined, lookup: name } : undefined;
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
