import type { Reference } from "./reference.ts";

/**
 * The target of a follow. A `discussion` is the comment thread of a wiki page, a `tag` the posts that carry it. Only a whole site
 * has no `reference`.
 */
export type Target =
  | { readonly kind: "post"; readonly reference: Reference<"post"> }
  | { readonly kind: "discussion"; readonly reference: Reference<"tag"> }
  | { readonly kind: "comment"; readonly reference: Reference<"comment"> }
  | { readonly kind: "user"; readonly reference: Reference<"user"> }
  | { readonly kind: "sequence"; readonly reference: Reference<"sequence"> }
  | { readonly kind: "tag"; readonly reference: Reference<"tag"> }
  | { readonly kind: "site" };

export type TargetKind = Target["kind"];

/** Equal for two targets that mean the same, such as `post lesswrong:post:…`. The store keeps it unique per server. */
export function targetKey(site: string, target: Target): string {
  return target.kind === "site" ? `site ${site}` : `${target.kind} ${target.reference}`;
}
