import type { App } from "../../app.ts";
import type { Kept } from "../../archive/shelf.ts";
import type { FoundComment } from "../../finding/find-comment.ts";
import type { Comment } from "../../forum/comment.ts";
import type { CommentQuery } from "../../forum/comment-search.ts";
import { isReferenceTo, type Reference } from "../../forum/reference.ts";
import { documentOf } from "../../rendering/document-of.ts";
import type { Source } from "../../sources/source.ts";
import type { MirroredThread } from "../../store/threads/mirrored-thread.ts";
import { labels } from "../../text/labels.ts";
import { visibleText } from "../../text/visible-text.ts";
import { type Candidate, pickBest } from "./pick-best.ts";

const dayMs = 24 * 3600 * 1000;

/** Length of each period that `/top` offers (ms). */
const periods = { day: dayMs, week: 7 * dayMs, month: 30 * dayMs } as const;
export type Period = keyof typeof periods;

export type TopComment = FoundComment & { readonly writing: Kept<Comment> };
type Ranked = TopComment & Candidate;
type Context = Pick<App, "archive" | "clock" | "sources" | "store">;
type Narrowing = Pick<CommentQuery, "author" | "post">;

const topLength = 5;
/** Comments of a site that are compared. */
const comparedOfSite = 200;
/** Comments of one thread that are compared, and the most threads of a site to ask the index for one by one. */
const comparedOfThread = 10;
const mostThreads = 50;
/** How often the index is asked to continue a search that it stopped. */
const longestSearch = 4;
/** The store notes activity only to the minute. */
const activityRoundedToMs = 60_000;

/** Finds the best archived comments that a site shows. */
export async function findTopOfSite(
  context: Context,
  source: Source,
  period: Period,
): Promise<readonly TopComment[]> {
  const candidates = await readBest(context, source, period, {}, comparedOfSite);
  return await pickBest(candidates, { most: topLength, isAllowed: async () => true });
}

/** Finds the best archived comments among those that a server mirrors. */
export async function findTopOfServer(
  context: Context,
  guildId: string,
  period: Period,
): Promise<readonly TopComment[]> {
  const { clock, sources, store } = context;
  const sinceMs = clock.now() - periods[period] - activityRoundedToMs;
  const threads = await store.threads.ofGuild(guildId);
  const active = threads.filter(({ lastActivityAtMs }) => lastActivityAtMs >= sinceMs);
  const found = new Map<Reference, Ranked>();
  for (const [site, own] of Map.groupBy(active, (thread) => thread.site)) {
    const source = sources.get(site);
    if (source === undefined) continue;
    const isBusy = own.length > mostThreads;
    const limit = isBusy ? comparedOfSite : comparedOfThread;
    for (const narrowing of isBusy ? [{}] : own.map(narrowingOf)) {
      for (const one of await readBest(context, source, period, narrowing, limit))
        found.set(one.writing.reference, one);
    }
  }
  const standing = { guildId, channelId: null };
  return await pickBest([...found.values()], {
    most: topLength,
    isAllowed: async ({ writing }) => (await store.places.placeOf(standing, writing.reference)) !== undefined,
  });
}

function narrowingOf({ post, subject }: MirroredThread): Narrowing {
  return post !== undefined ? { post } : isReferenceTo(subject, "user") ? { author: subject } : {};
}

/** Reads the comments of a period with the highest scores. Those that the archive has lost are left out. */
async function readBest(
  { archive, clock }: Context,
  source: Source,
  period: Period,
  narrowing: Narrowing,
  limit: number,
): Promise<readonly Ranked[]> {
  const { site } = source;
  const query = { ...narrowing, site, sinceMs: clock.now() - periods[period], sort: "top" as const };
  const references: Reference<"comment">[] = [];
  let after: string | undefined;
  for (let round = 0; round < longestSearch && references.length < limit; round += 1) {
    const page = await archive.search.search({ ...query, after, limit: limit - references.length });
    references.push(...page.references);
    after = page.next;
    if (after === undefined) break;
  }
  const comments = await archive.comments.getMany(references);
  const posts = await archive.posts.getMany([...comments.values()].map(({ thread }) => thread));
  return references.flatMap((reference) => {
    const writing = comments.get(reference);
    if (writing?.visibility !== "visible") return [];
    const { thread, scores } = writing;
    const document = documentOf({ writing, source });
    const { length } = visibleText(document, { hidden: labels.hidden, isForSearch: true });
    return [{ source, writing, post: posts.get(thread), thread, score: scores[site.name] ?? 0, length }];
  });
}
