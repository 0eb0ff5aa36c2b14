import type { Kept } from "../../archive/shelf.ts";
import { isLongPast } from "../../clock.ts";
import { knownAuthor } from "../../finding/authors.ts";
import type { FoundUser } from "../../finding/find-user.ts";
import type { Author } from "../../forum/author.ts";
import type { Profile } from "../../forum/profile.ts";
import type { SourceFault } from "../../language/faults.ts";
import { UserError } from "../../language/user-error.ts";
import type { MirrorContext } from "../../mirror/context.ts";
import { able } from "../../sources/able.ts";
import { SourceError } from "../../sources/source-error.ts";

export interface FoundProfile extends FoundUser {
  readonly author: Author | undefined;
  /** `undefined` if the site does not answer and the archive has never seen it. */
  readonly profile: Kept<Profile> | undefined;
  /** Reason why the site could not be asked and this comes from the archive; `undefined` if it could. */
  readonly fault: SourceFault | undefined;
}

type Context = Pick<MirrorContext, "archive" | "clock">;

/** A record read within this time is not asked for again. */
export const freshMs = 10 * 60_000;

/**
 * Reads an author's page: from the archive if its copy is fresh or the site cannot be read, otherwise from the site.
 * @throws {UserError} if the site does not show this page, or has no authors' pages at all
 * @throws {SourceError} if the site cannot be read and the archive knows nothing about the author
 */
export async function readProfile(
  { archive, clock }: Context,
  { source, user }: FoundUser,
): Promise<FoundProfile> {
  const kept = await archive.profiles.get(user);
  if (kept !== undefined && !isLongPast(kept.readAtMs, freshMs, clock.now()))
    return { source, user, author: kept.author, profile: kept, fault: undefined };
  try {
    const profile = await able(source, "readProfile")(user, { priority: "member" });
    if (profile === undefined) throw await noProfile({ archive }, { source, user });
    await archive.profiles.put([profile]);
    await archive.users.put([profile.author]);
    const readAtMs = clock.now();
    return { source, user, author: profile.author, profile: { ...profile, readAtMs }, fault: undefined };
  } catch (error) {
    if (!(error instanceof SourceError)) throw error;
    const author = kept?.author ?? (await knownAuthor({ archive }, user));
    if (author === undefined) throw error;
    return { source, user, author, profile: kept, fault: error.fault };
  }
}

async function noProfile(
  { archive }: Pick<Context, "archive">,
  { source, user }: FoundUser,
): Promise<UserError> {
  const { title } = source.site;
  const isName = (await knownAuthor({ archive }, user))?.identity === "name";
  return new UserError((say) => (isName ? say.profile.onlyAName(title) : say.profile.gone(title)));
}
