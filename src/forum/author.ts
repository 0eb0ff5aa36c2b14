import type { Reference } from "./reference.ts";

/** Who wrote something, as far as the site shows it. */
export interface Author {
  readonly reference: Reference<"user">;
  readonly slug: string;
  /** Display name. May be empty: sites do not forbid it. */
  readonly name: string;
  /** Picture of the author; most sites have none. */
  readonly avatarUrl: string | undefined;
}
