import { formatReference, type Reference, referenceId } from "../../forum/reference.ts";
import type { Site } from "../../forum/site.ts";
import type { ListKind } from "./address.ts";

/** The lists of posts that the API knows, by the taxonomy of the records that name them. */
export const taxonomyLists: ReadonlyMap<string, "categories" | "tags"> = new Map([
  ["category", "categories"],
  ["post_tag", "tags"],
]);

/** Names a list of posts: a category, a tag or an author's posts. */
export function listReference({ database }: Site, of: ListKind, id: number): Reference<"tag"> {
  return formatReference(database, "tag", `${of}.${id}`);
}

export function authorList(site: Site, author: number): Reference<"tag"> {
  return listReference(site, "author", author);
}

/** Reads back what {@link listReference} names. */
export function listIn(reference: Reference<"tag">): { readonly of: ListKind; readonly id: string } {
  const [of = "", id = ""] = referenceId(reference).split(".");
  return { of: of as ListKind, id };
}
