import { type Author, authorOfName } from "../../forum/author.ts";
import { formatReference } from "../../forum/reference.ts";
import type { Site } from "../../forum/site.ts";
import { pathOf } from "./paths.ts";
import type { RawComment, RawUser } from "./records.ts";

/**
 * Makes the author of a comment: a registered user, who has an id, or a visitor, who only typed a name. The pictures' addresses tell
 * visitors of one name apart, but by a hash of their e-mail address, so they are never kept.
 */
export function commentAuthor({ author, author_name: name }: RawComment, site: Site): Author | undefined {
  if (author === 0) return authorOfName(site.database, name);
  const reference = formatReference(site.database, "user", String(author));
  return { reference, identity: "account", handle: name, name, avatarUrl: undefined, path: undefined };
}

/** Makes the author of posts, who has a page. */
export function postAuthor({ id, name, slug, link }: RawUser, site: Site): Author {
  return {
    reference: formatReference(site.database, "user", String(id)),
    identity: "account",
    handle: slug,
    name,
    avatarUrl: undefined,
    path: pathOf(site, link, `/?author=${id}`),
  };
}
