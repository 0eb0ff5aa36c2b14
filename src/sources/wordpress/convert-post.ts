import { noBody } from "../../forum/body.ts";
import type { Post, Tag } from "../../forum/post.ts";
import { formatReference, type Reference } from "../../forum/reference.ts";
import type { Site } from "../../forum/site.ts";
import { barePost } from "../bare-records.ts";
import { openingOf } from "../opening-of.ts";
import { postAuthor } from "./convert-author.ts";
import { toBody, toMoment } from "./convert-text.ts";
import { authorList, listReference, taxonomyLists } from "./list-reference.ts";
import { pathOf, plainPath } from "./paths.ts";
import { plainWords } from "./plain-words.ts";
import { type RawPost, type RawTerm, rawTerm, rawUser } from "./records.ts";

/** Converts a post. One that is locked with a password has no content: visitors see neither its text nor its comments. */
export function toPost(raw: RawPost, site: Site): Post {
  const isVisible = raw.content?.protected !== true;
  const [author] = (raw._embedded?.author ?? []).flatMap((user) => rawUser.safeParse(user).data ?? []);
  const postedAtMs = toMoment(raw.date_gmt);
  const modifiedAtMs = toMoment(raw.modified_gmt);
  const plain = plainPath(raw.id);
  const text = raw.content?.rendered;
  return {
    ...barePost,
    reference: formatReference(site.database, "post", String(raw.id)),
    title: isVisible ? plainWords(raw.title.rendered) : "",
    author: isVisible && author !== undefined ? postAuthor(author, site) : undefined,
    postedAtMs,
    editedAtMs: modifiedAtMs === undefined ? undefined : Math.max(postedAtMs ?? 0, modifiedAtMs),
    opening: isVisible ? (text === undefined ? undefined : toBody(openingOf(text))) : noBody,
    tags: isVisible ? tagsOf(raw, site) : [],
    lists: isVisible && raw.author ? [authorList(site, raw.author)] : [],
    isClosed: raw.comment_status === "closed",
    visibility: isVisible ? "visible" : "hidden",
    path: isVisible ? pathOf(site, raw.link, plain) : plain,
    plainPath: plain,
  };
}

function tagsOf(raw: RawPost, site: Site): readonly Tag[] {
  const terms = (raw._embedded?.["wp:term"] ?? []).flat();
  return terms.flatMap((term) => {
    const read = rawTerm.safeParse(term).data;
    return read === undefined ? [] : (toTag(read, site) ?? []);
  });
}

/** Converts a category or tag; `undefined` for other ways in which plug-ins sort posts. */
export function toTag({ id, name, slug, taxonomy }: RawTerm, site: Site): Tag | undefined {
  const of = taxonomyLists.get(taxonomy);
  return of && { reference: listReference(site, of, id), slug, name: plainWords(name) };
}

/** Makes the record of a list, which carries no comments of its own. */
export function listPage(
  site: Site,
  { reference, name }: Tag,
  path: string,
): Post & { reference: Reference<"tag"> } {
  return {
    ...barePost,
    reference,
    title: name,
    path,
    plainPath: site.url,
  };
}
