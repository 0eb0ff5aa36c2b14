import type { ProfilePage } from "../../archive/profile-page.ts";
import type { Kept } from "../../archive/shelf.ts";
import { isLongPast } from "../../clock.ts";
import { keepBatch } from "../../finding/read-through.ts";
import type { SourceFault } from "../../language/faults.ts";
import { UserError } from "../../language/user-error.ts";
import type { MirrorContext } from "../../mirror/context.ts";
import { authorUrl } from "../../rendering/names.ts";
import { able } from "../../sources/able.ts";
import type { Source } from "../../sources/source.ts";
import { SourceError } from "../../sources/source-error.ts";
import type { ProfilePlace } from "./profile-place.ts";
import { freshMs } from "./read-profile.ts";

/** Records of one page; comments are shown as cards. */
const pageLengths = { sequences: 10, wiki: 10, comments: 5 } as const;

export interface ProfileListPage {
  readonly page: Omit<Kept<ProfilePage>, "reference" | "next">;
  /** Reason why the site could not be asked and this comes from the archive; `undefined` if it could. */
  readonly fault: SourceFault | undefined;
  /** Where the next page begins; `undefined` at the end. */
  readonly more: ProfilePlace | undefined;
}

type Context = Pick<MirrorContext, "archive" | "clock">;

/**
 * Reads one page of a list on an author's page: from the site, or from the archive if that is fresh or all there is.
 * @throws {UserError} if the site lists nothing so far back
 */
export async function readProfileList(
  context: Context,
  source: Source,
  place: ProfilePlace,
  back: string,
): Promise<ProfileListPage> {
  const { archive, clock } = context;
  if (place.isFromIndex) {
    const fault = source.health().lastError?.fault ?? "outage";
    return await readIndexed(context, source, { place, back, fault });
  }
  const reference = `${place.site} ${place.user} ${place.list} ${place.after ?? ""}`;
  const kept = await archive.profilePages.get(reference);
  if (kept !== undefined && !isLongPast(kept.readAtMs, freshMs, clock.now()))
    return turned(place, back, { page: kept, fault: undefined, next: kept.next });
  try {
    const page = await ask(context, source, place, reference);
    await archive.profilePages.put([page]);
    return turned(place, back, {
      page: { ...page, readAtMs: clock.now() },
      fault: undefined,
      next: page.next,
    });
  } catch (error) {
    if (!(error instanceof SourceError)) throw error;
    const author = (await archive.profiles.get(place.user))?.author;
    const url = authorUrl(author, source.site) ?? source.site.url;
    if (error.fault === "too-many") throw new UserError((say) => say.profile.tooLong(`<${url}>`));
    if (kept !== undefined) return turned(place, back, { page: kept, fault: error.fault, next: kept.next });
    // A site's token means nothing to the index, so the index can supply only the first page.
    if (place.list !== "comments" || place.after !== undefined)
      throw new UserError((say) => say.profile.notKept(say.siteFault(source.site.title, error.fault)));
    return await readIndexed(context, source, { place, back, fault: error.fault });
  }
}

async function ask(
  context: Context,
  source: Source,
  { user, list, after }: ProfilePlace,
  reference: string,
): Promise<ProfilePage> {
  const options = {
    priority: "member",
    limit: pageLengths[list],
    ...(after === undefined ? {} : { after }),
  } as const;
  const empty = { reference, sequences: [], wikiContributions: [], comments: [] };
  switch (list) {
    case "sequences": {
      const { records, next } = await able(source, "readSequencesByUser")(user, options);
      return { ...empty, sequences: records, next };
    }
    case "wiki": {
      const { records, next } = await able(source, "readWikiContributions")(user, options);
      return { ...empty, wikiContributions: records, next };
    }
    case "comments": {
      const page = await able(source, "readCommentsByUser")(user, options);
      await keepBatch(context, page);
      return { ...empty, comments: page.comments.map((comment) => comment.reference), next: page.next };
    }
  }
}

/** Reads the author's comments that the archive happens to have. */
async function readIndexed(
  { archive, clock }: Context,
  { site }: Source,
  {
    place,
    back,
    fault,
  }: { readonly place: ProfilePlace; readonly back: string; readonly fault: SourceFault },
): Promise<ProfileListPage> {
  const limit = pageLengths.comments;
  const query = { author: place.user, site, sort: "newest", after: place.after, limit } as const;
  const { references, next } = await archive.search.search(query);
  const comments = [...(await archive.comments.getMany(references)).values()];
  const readAtMs = Math.min(clock.now(), ...comments.map((comment) => comment.readAtMs));
  const page = { sequences: [], wikiContributions: [], comments: references, readAtMs };
  return turned({ ...place, isFromIndex: true }, back, { page, fault, next });
}

function turned(
  place: ProfilePlace,
  back: string,
  read: Pick<ProfileListPage, "page" | "fault"> & { readonly next: string | undefined },
): ProfileListPage {
  const { page, fault, next } = read;
  const shown = place.shown + page.sequences.length + page.wikiContributions.length + page.comments.length;
  return { page, fault, more: next === undefined ? undefined : { ...place, after: next, shown, back } };
}
