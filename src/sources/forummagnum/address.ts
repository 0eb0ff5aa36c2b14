/** A parsed address of a ForumMagnum site. Ids are stable; slugs and legacy ids must be looked up. */
export type Address =
  | { readonly kind: "post"; readonly by: "id" | "slug" | "legacyId"; readonly value: string }
  | { readonly kind: "comment"; readonly by: "id" | "legacyId"; readonly value: string }
  | { readonly kind: "user"; readonly slug: string }
  | { readonly kind: "sequence"; readonly id: string }
  | { readonly kind: "tag"; readonly slug: string }
  | { readonly kind: "discussion"; readonly slug: string }
  /** A post or a comment: only the site knows which has the number. */
  | { readonly kind: "item"; readonly number: string }
  | { readonly kind: "site" };

/** Punctuation of the sentence from which an address was copied. */
const sentenceEnd = /[\s)\]}>.,;:!?'"*|…’”»]+$/u;

/** Cuts off the punctuation behind an address. */
export function trimmed(text: string): string {
  return text.replace(sentenceEnd, "");
}

/** Returns `undefined` if the text contains a broken escape. */
export function decode(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}

export function comment(value: string): Address {
  return { kind: "comment", by: "id", value };
}

export function sequence(id: string): Address | undefined {
  return isId(id) ? { kind: "sequence", id } : undefined;
}

// https://github.com/ForumMagnum/ForumMagnum/blob/master/packages/lesswrong/lib/random.ts
export function isId(text: string | undefined): text is string {
  return text !== undefined && /^[A-Za-z0-9]{17}$/.test(text);
}

export function isSlug(text: string | undefined): text is string {
  return text !== undefined && /^[\p{L}\p{N}_.~-]{1,200}$/u.test(text);
}
