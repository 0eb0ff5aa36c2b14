/** The lists of posts that can be followed, by the site's names. */
export type ListName = "front" | "best" | "ask" | "show";

/** A parsed address. Only the site knows whether an item is a story or a comment. */
export type Address =
  | { readonly kind: "item"; readonly id: number; readonly isComment: boolean }
  | { readonly kind: "user"; readonly name: string }
  | { readonly kind: "list"; readonly list: ListName }
  | { readonly kind: "site" };

/** Reads an id, and ignores the punctuation of a sentence behind it. */
export function readId(text: string | null | undefined): number | undefined {
  const id = /^([1-9]\d{0,9})[^\w-]*$/.exec(text ?? "")?.[1];
  return id === undefined ? undefined : Number(id);
}

/** Reads a name in the same way; capitals matter. */
export function readName(text: string | null | undefined): string | undefined {
  return /^([A-Za-z0-9_-]{1,20})[^\w-]*$/.exec(text ?? "")?.[1];
}
