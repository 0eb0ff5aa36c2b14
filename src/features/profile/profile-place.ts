import { z } from "zod";
import type { Archive } from "../../archive/open-archive.ts";
import { recall, remember } from "../../archive/remember.ts";
import { parseReference, type Reference } from "../../forum/reference.ts";
import { UserError } from "../../language/user-error.ts";

/** The lists on an author's page. */
export const profileLists = ["sequences", "wiki", "comments"] as const;

const placeSchema = z.object({
  /** Name of the site. */
  site: z.string(),
  user: z.custom<Reference<"user">>(
    (value) => typeof value === "string" && parseReference(value)?.kind === "user",
  ),
  list: z.enum(profileLists),
  /** Where the site, or the index, continues. */
  after: z.string().optional(),
  /** True if the pages come from the archive's index because the site did not answer. */
  isFromIndex: z.boolean().optional(),
  /** Number of records on the pages before. */
  shown: z.number(),
  /** Key of the page before. */
  back: z.string().optional(),
});

export type ProfileList = (typeof profileLists)[number];

/** One page of such a list: everything that its buttons must remember, and too much for a custom id. */
export type ProfilePlace = z.infer<typeof placeSchema>;

/** Keeps a page for a month, for the buttons that lead to it. Returns its key. */
export async function rememberProfilePlace(
  archive: Pick<Archive, "records">,
  place: ProfilePlace,
): Promise<string> {
  return await remember(archive, place);
}

/** @throws {UserError} if the page was forgotten */
export async function recallProfilePlace(
  archive: Pick<Archive, "records">,
  name: string,
): Promise<ProfilePlace> {
  const place = await recall(archive, name, placeSchema);
  if (place === undefined) throw new UserError((say) => say.profile.forgotten);
  return place;
}
