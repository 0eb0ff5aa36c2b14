import { UserError } from "../language/user-error.ts";
import type { Source } from "./source.ts";

/** Methods that a source may lack. */
export type Ability =
  | "readCommentsByUser"
  | "readProfile"
  | "readSequencesByUser"
  | "readWikiContributions"
  | "readSequence"
  | "readPosts";

/**
 * Returns a method that not every source has.
 * @throws {UserError} that says what the site lacks
 */
export function able<A extends Ability>(source: Source, ability: A): NonNullable<Source[A]> {
  const method = source[ability];
  if (method === undefined) throw new UserError((say) => say.lacking[ability](source.site.title));
  return method;
}
