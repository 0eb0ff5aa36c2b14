/** A parsed address of a publication. Posts are named by the words in their addresses, comments also by their ids. */
export type Address =
  | { readonly kind: "post"; readonly slug: string }
  | { readonly kind: "comment"; readonly slug: string; readonly id: number }
  | { readonly kind: "site" };
