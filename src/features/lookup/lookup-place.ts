import { z } from "zod";
import type { Archive } from "../../archive/open-archive.ts";
import { recall, remember } from "../../archive/remember.ts";
import { parseReference, type RecordKind, type Reference } from "../../forum/reference.ts";
import { UserError } from "../../language/user-error.ts";

const namedSchema = <K extends RecordKind>(...kinds: readonly K[]) =>
  z.object({
    reference: z.custom<Reference<K>>(
      (value) => typeof value === "string" && kinds.some((kind) => parseReference(value)?.kind === kind),
    ),
    name: z.string(),
  });

const lookupSchema = z.object({
  text: z.string().optional(),
  author: namedSchema("user").optional(),
  post: namedSchema("post", "tag").optional(),
  /** Name of the site. */
  site: z.string().optional(),
  sinceMs: z.number().optional(),
  untilMs: z.number().optional(),
  minScore: z.number().optional(),
  sort: z.enum(["relevance", "newest", "oldest", "top"]),
});

const placeSchema = z.object({
  lookup: lookupSchema,
  /** Where the index goes on. */
  after: z.string().optional(),
  /** How many comments the pages before have shown. */
  shown: z.number(),
  /** Number of results on all pages; places remembered before 2026-11-29 lack it. */
  total: z.object({ count: z.number(), isMore: z.boolean() }).optional(),
  /** Names the page before. */
  back: z.string().optional(),
});

/** What somebody looks for, understood: every part narrows. */
export type Lookup = z.infer<typeof lookupSchema>;

/** One page of a lookup: all that its buttons have to remember, and too much for a custom id. */
export type LookupPlace = z.infer<typeof placeSchema>;

/** Keeps a page for the buttons that lead to it, for a month; gives its name. */
export async function rememberPlace(archive: Pick<Archive, "records">, place: LookupPlace): Promise<string> {
  return await remember(archive, place);
}

/** @throws {UserError} for one that was forgotten */
export async function recallPlace(archive: Pick<Archive, "records">, name: string): Promise<LookupPlace> {
  const place = await recall(archive, name, placeSchema);
  if (place === undefined) throw new UserError((say) => say.lookup.forgotten);
  return place;
}
