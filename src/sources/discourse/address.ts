/** A parsed address of a forum. */
export type Address =
  | { readonly kind: "topic"; readonly id: number }
  /** A topic by the words of its title. */
  | { readonly kind: "slug"; readonly slug: string }
  /** A post by its place in a topic. */
  | { readonly kind: "number"; readonly topic: number; readonly number: number }
  /** A post by its own id: only the forum knows whether it is the first one of a topic. */
  | { readonly kind: "post"; readonly id: number }
  | { readonly kind: "user"; readonly name: string }
  | { readonly kind: "category"; readonly id: number }
  | { readonly kind: "tag"; readonly name: string }
  | { readonly kind: "site" };

/** Letters, digits and signs that a name may contain. */
const namePattern = /^[\p{L}\p{M}\p{N}_][\p{L}\p{M}\p{N}_.-]{0,99}$/u;

export function isName(text: string | undefined): text is string {
  return text !== undefined && namePattern.test(text);
}

/** Reads a number as addresses contain it. */
export function readNumber(text: string | undefined): number | undefined {
  return text !== undefined && /^[1-9]\d{0,14}$/.test(text) ? Number(text) : undefined;
}
