/** A kind of list of posts, by the parameter with which the API is asked for it. */
export type ListKind = "categories" | "tags" | "author";

/** A parsed address of a blog. Ids are numbers; slugs, and pages whose address may have any form, must be looked up. */
export type Address =
  | { readonly kind: "post"; readonly id: number }
  | { readonly kind: "comment"; readonly id: number }
  /** A post, most likely: the blog chooses the form of its addresses. */
  | { readonly kind: "page"; readonly path: string }
  | { readonly kind: "list"; readonly of: ListKind; readonly by: "id" | "slug"; readonly value: string }
  | { readonly kind: "site" };

/** An address of a known form. */
export type FoundAddress = Exclude<Address, { kind: "page" }>;

export function listById(of: ListKind, text: string | null | undefined): FoundAddress | undefined {
  const id = idIn(text);
  return id === undefined ? undefined : { kind: "list", of, by: "id", value: String(id) };
}

export function listBySlug(of: ListKind, slug: string | null | undefined): FoundAddress | undefined {
  return isSlug(slug) ? { kind: "list", of, by: "slug", value: slug.toLowerCase() } : undefined;
}

/** Reads the number of a record; `undefined` for anything else. */
export function idIn(text: string | null | undefined): number | undefined {
  return /^[1-9]\d{0,14}$/.test(text ?? "") ? Number(text) : undefined;
}

export function isSlug(text: string | null | undefined): text is string {
  return /^[\p{L}\p{M}\p{N}_.~%-]{1,200}$/u.test(text ?? "");
}
