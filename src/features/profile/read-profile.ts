import type { Kept } from "../../archive/shelf.ts";
import { isLongPast } from "../../clock.ts";
import type { FoundUser } from "../../finding/find-user.ts";
import type { Author } from "../../forum/author.ts";
import type { Profile } from "../../forum/profile.ts";
import { UserError } from "../../language/user-error.ts";
import type { MirrorContext } from "../../mirror/context.ts";
import { able } from "../../sources/able.ts";
import { SourceError } from "../../sources/source-error.ts";

export interface FoundProfile extends FoundUser {
  readonly author: Author | undefined;
  /** `undefined` when the site does not answer and the archive has never seen it. */
  readonly profile: Kept<Profile> | undefined;
  /** The site was asked in vain: this is what the archive has. */
  readonly isDown: boolean;
}

type Context = Pick<MirrorContext, "archive" | "clock">;

/** What was read within this time is not asked for again. */
export const freshMs = 10 * 60_000;

/**
 * An author's page: from the site, or from the archive when that is fresh or all there is.
 * @throws {UserError} when the site shows no such page, or none of anybody
 * @throws {SourceError} when the site cannot be read and the archive knows nothing of the author
 */
export async function readProfile(
  { archive, clock }: Context,
  { source, user }: FoundUser,
): Promise<FoundProfile> {
  if (!source.capabilities.profiles) throw new UserError((say) => say.profile.noPages(source.site.title));
  const kept = await archive.profiles.get(user);
  if (kept !== undefined && !isLongPast(kept.readAtMs, freshMs, clock.now()))
    return { source, user, author: kept.author, profile: kept, isDown: false };
  try {
    const profile = await able(source, "readProfile")(user, { priority: "member" });
    if (profile === undefined) throw new UserError((say) => say.profile.gone(source.site.title));
    await archive.profiles.put([profile]);
    await archive.users.put([profile.author]);
    const readAtMs = clock.now();
    return { source, user, author: profile.author, profile: { ...profile, readAtMs }, isDown: false };
  } catch (error) {
    if (!(error instanceof SourceError)) throw error;
    const author = kept?.author ?? (await archive.users.get(user)) ?? (await authorOfComments(archive, user));
    if (author === undefined) throw error;
    return { source, user, author, profile: kept, isDown: true };
  }
}

async function authorOfComments(
  { search, comments }: Context["archive"],
  author: FoundUser["user"],
): Promise<Author | undefined> {
  const { references } = await search.search({ author, sort: "newest", limit: 1 });
  const [comment] = (await comments.getMany(references)).values();
  return comment?.author;
}
