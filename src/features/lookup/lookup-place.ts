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
  /** Where the index continues. */
  after: z.string().optional(),
  /** Number of comments on the pages before. */
  shown: z.number(),
  /** Number of results on all pages. Places remembered before 2026-11-29 lack it. */
  total: z.object({ count: z.number(), isMore: z.boolean() }).optional(),
  /** Key of the page before. */
  back: z.string().optional(),
});

/** A parsed search. Every part narrows it. */
export type Lookup = z.infer<typeof lookupSchema>;

/** One page of a lookup: everything that its buttons must remember, and too much for a custom id. */
export type LookupPlace = z.infer<typeof placeSchema>;

/** Keeps a page for a month, for the buttons that lead to it. Returns its key. */
export async function rememberPlace(archive: Pick<Archive, "records">, place: LookupPlace): Promise<string> {
  return await remember(archive, place);
}

/** @throws {UserError} if the page was forgotten */
export async function recallPlace(archive: Pick<Archive, "records">, name: string): Promise<LookupPlace> {
  const place = await recall(archive, name, placeSchema);
  if (place === undefined) throw new UserError((say) => say.lookup.forgotten);
  return place;
}
