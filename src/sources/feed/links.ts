import type { Site } from "../../forum/site.ts";
import type { Link } from "../link.ts";
import { postReference } from "./convert.ts";
import type { KnownIds } from "./known-ids.ts";
import { addressKey, isOnWeb, pageOf, placeOn } from "./page-address.ts";

/** Places on a page that are not comments. */
const ordinaryPlaces = /^(?:comments?|respond|reply|replies|disqus_thread|top|content|main)$/i;

/** Reads an address on the site's host: of a page, of a comment on it, or of the feed, which stands for the whole site. */
export function parseUrl(site: Site, ids: KnownIds, url: URL): Link | undefined {
  if (!isOnWeb(url) || url.host !== new URL(site.url).host) return undefined;
  const lookup = url.href;
  const comment = ids.commentAt(lookup);
  if (comment !== undefined) return { kind: "comment", reference: comment, lookup };
  const page = pageOf(lookup) ?? lookup;
  const isFront = url.pathname === "/" && url.search === "";
  if (isFront || addressKey(page) === addressKey(site.url))
    return { kind: "site", reference: undefined, lookup: "" };
  const place = placeOn(lookup);
  if (place !== "" && !ordinaryPlaces.test(place)) return { kind: "writing", reference: undefined, lookup };
  return { kind: "post", reference: postReference(site, page), lookup: page };
}

export function acceptedUrls({ url }: Site): readonly string[] {
  const { origin } = new URL(url);
  return [url, `${origin}/some-page`, `${origin}/some-page#comment-1`];
}
