import { z } from "zod";
import type { Archive } from "../../archive/open-archive.ts";
import { recall, remember } from "../../archive/remember.ts";
import { parseReference, type Reference } from "../../forum/reference.ts";
import type { MutedAuthor } from "../../store/settings.ts";

const mutedSchema = z.object({
  muted: z.array(
    z.object({
      reference: z.custom<Reference<"user">>(
        (value) => typeof value === "string" && parseReference(value)?.kind === "user",
      ),
      name: z.string(),
    }),
  ),
});

/** Keeps the list that a modal shows, so only its reader's changes apply. Returns its key. */
export async function rememberMuted(
  archive: Pick<Archive, "records">,
  muted: readonly MutedAuthor[],
): Promise<string> {
  return await remember(archive, { muted });
}

/** Recalls the list that a modal showed; `current` if it was forgotten, or the modal did not name it. */
export async function recallMuted(
  archive: Pick<Archive, "records">,
  name: string | undefined,
  current: readonly MutedAuthor[],
): Promise<readonly MutedAuthor[]> {
  return (name === undefined ? undefined : await recall(archive, name, mutedSchema))?.muted ?? current;
}
