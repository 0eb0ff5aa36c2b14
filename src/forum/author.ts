import { hash } from "node:crypto";
import { formatReference, type Reference } from "./reference.ts";

/** Who wrote something, as far as the site shows it. */
export interface Author {
  readonly reference: Reference<"user">;
  /** An `account` is one person, under an id that lasts. A `name` is everybody who signs with it on the site: nothing tells them apart. */
  readonly identity: "account" | "name";
  /** What people type to mean this author. One account has it, or had it last; a name is its own. */
  readonly handle: string;
  /** Display name. May be empty: sites do not forbid it. */
  readonly name: string;
  /** Picture of the author; most sites have none. */
  readonly avatarUrl: string | undefined;
  /** Address of their page on the site, from its origin or in full; `undefined` where there is none. */
  readonly path: string | undefined;
}

/** Tells who somebody is, but not what their page looks like. */
export type AuthorNames = Pick<Author, "reference" | "handle" | "name">;

const nameDigits = 12;

/**
 * The author behind a name that a site shows without an account; `undefined` for an empty one. Spaces, capitals and invisible characters
 * make no difference, so that a decision about a name covers every way to write it.
 */
export function authorOfName(database: string, name: string): Author | undefined {
  const shown = name.trim();
  const folded = shown
    .normalize("NFKC")
    .replace(/\p{Cf}/gu, "")
    .replace(/\s+/gu, " ")
    .trim()
    .toLowerCase();
  if (folded === "") return undefined;
  const id = `name-${hash("sha256", folded, "base64url").slice(0, nameDigits)}`;
  return {
    reference: formatReference(database, "user", id),
    identity: "name",
    handle: shown,
    name: shown,
    avatarUrl: undefined,
    path: undefined,
  };
}
