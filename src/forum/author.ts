import { hash } from "node:crypto";
import { formatReference, type Reference } from "./reference.ts";

/** The author of something, as far as the site shows it. */
export interface Author {
  readonly reference: Reference<"user">;
  /**
   * `account`: one person, with a permanent id. `name`: everyone who signs with that name on the site, because nothing tells them
   * apart.
   */
  readonly identity: "account" | "name";
  /**
   * Name that people type to mean this author. Only one account has it now, or had it last. For an author who is only a name, it is
   * that name.
   */
  readonly handle: string;
  /** Display name. May be empty: sites do not forbid it. */
  readonly name: string;
  /** Picture of the author; most sites have none. */
  readonly avatarUrl: string | undefined;
  /** Address of the author's page, relative to the site's address or in full; `undefined` if there is no page. */
  readonly path: string | undefined;
}

/** The fields that identify an author, without the rest of their page. */
export type AuthorNames = Pick<Author, "reference" | "handle" | "name">;

const nameDigits = 12;

/**
 * Makes the author for a name that a site shows without an account; `undefined` for an empty name. Ignores spaces, capitals and
 * invisible characters, so an opt-out or filter covers every spelling of the name.
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
