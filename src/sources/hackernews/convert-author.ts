import type { Author } from "../../forum/author.ts";
import { encodeReference, originalId, type Reference } from "../../forum/reference.ts";
import type { Site } from "../../forum/site.ts";

export function userReference({ database }: Pick<Site, "database">, name: string): Reference<"user"> {
  return encodeReference(database, "user", name);
}

/** Names have at most 15 characters, so a reference always holds the whole name. */
export function userName(user: Reference<"user">): string {
  return originalId(user) ?? "";
}

/** Accounts cannot be renamed. */
export function toAuthor(name: string | null | undefined, site: Site): Author | undefined {
  if (!name) return undefined;
  return {
    reference: userReference(site, name),
    identity: "account",
    handle: name,
    name,
    avatarUrl: undefined,
    path: `/user?id=${encodeURIComponent(name)}`,
  };
}
