import type { Profile, SequenceEntry, WikiContribution } from "../../forum/profile.ts";
import { formatReference, type Reference, referenceId } from "../../forum/reference.ts";
import type { Site } from "../../forum/site.ts";
import type { Page, PageOptions, RequestOptions } from "../source.ts";
import type { Reading } from "./ask.ts";
import { toBody } from "./body.ts";
import { toAuthor } from "./convert-author.ts";
import { tagPath } from "./convert-post.ts";
import { readListPage } from "./list-page.ts";
import { farEnd } from "./lists.ts";
import * as operations from "./operations.ts";
import type { RawContribution, RawProfile, RawSequenceEntry } from "./records.ts";
import { countsOf } from "./scores.ts";

/** The site itself shows no page for an account below this. */
const leastTrust = 0.4;

export async function readProfile(
  { site, ask }: Reading,
  user: Reference<"user">,
  request: RequestOptions,
): Promise<Profile | undefined> {
  const { user: raw } = await ask(operations.readProfile, { id: referenceId(user) }, request);
  return raw === undefined ? undefined : toProfile(raw, site);
}

/** In the order chosen by the author. */
export async function readSequencesByUser(
  { site, ask }: Reading,
  user: Reference<"user">,
  { limit, after, ...request }: PageOptions,
): Promise<Page<SequenceEntry>> {
  const { records, next } = await readListPage({
    site: site.name,
    limit,
    after,
    async read(terms) {
      const list = { view: "userProfile", userId: referenceId(user) };
      const orderBy = { userProfileOrder: 1, createdAt: -1, _id: -1 };
      const variables = {
        sequences: { ...list, orderBy, ...terms },
        end: farEnd(list, { userProfileOrder: -1, createdAt: 1, _id: 1 }),
      };
      const { sequences: page, end } = await ask(operations.readSequences, variables, request);
      return { page, end };
    },
  });
  return { records: records.map((raw) => toSequenceEntry(raw, site)), next };
}

/** Newest first, without those of wiki pages that are gone. */
export async function readWikiContributions(
  { site, ask }: Reading,
  user: Reference<"user">,
  { limit, after, ...request }: PageOptions,
): Promise<Page<WikiContribution>> {
  const { records, next } = await readListPage({
    site: site.name,
    limit,
    after,
    async read(terms) {
      const list = { view: "revisionsByUser", userId: referenceId(user) };
      const variables = {
        revisions: { ...list, orderBy: { editedAt: -1, _id: -1 }, ...terms },
        end: farEnd(list, { editedAt: 1, _id: 1 }),
      };
      const { revisions: page, end } = await ask(operations.readContributions, variables, request);
      return { page, end };
    },
  });
  return { records: records.flatMap((raw) => toContribution(raw, site) ?? []), next };
}

function toProfile(raw: RawProfile, site: Site): Profile | undefined {
  const author = toAuthor(raw, site.database);
  if (author === undefined || raw.spamRiskScore < leastTrust) return undefined;
  return {
    reference: author.reference,
    author,
    bio: toBody(raw.htmlBio, raw.bio ?? undefined),
    joinedAtMs: raw.createdAt,
    counts: countsOf(raw, site.database),
  };
}

function toSequenceEntry(raw: RawSequenceEntry, site: Site): SequenceEntry {
  return {
    reference: formatReference(site.database, "sequence", raw._id),
    title: raw.title,
    author: toAuthor(raw.user, site.database),
    path: `/s/${raw._id}`,
    createdAtMs: raw.createdAt,
    postCount: raw.postsCount,
  };
}

function toContribution(raw: RawContribution, site: Site): WikiContribution | undefined {
  if (raw.tag === null || raw.tag.deleted) return undefined;
  const { added, removed } = raw.changeMetrics ?? {};
  return {
    title: raw.tag.name,
    path: tagPath(raw.tag, site),
    editedAtMs: raw.editedAt,
    revision: raw.version,
    added,
    removed,
  };
}
