import type { Post } from "../../forum/post.ts";
import { giveWay } from "../../give-way.ts";
import { shownTitle } from "../../rendering/names.ts";
import type { Recent } from "../../sources/source.ts";
import type { Follow } from "../../store/follow.ts";
import type { MutedAuthor } from "../../store/settings.ts";
import type { MirroredThread, ShareState } from "../../store/threads/mirrored-thread.ts";
import type { MirrorContext } from "../context.ts";
import { isNewSince } from "../follows/younger.ts";
import { passesFilters } from "../plan.ts";
import { planQuickTakes } from "./quick-takes.ts";

/** Plans forum posts for new posts that follows of the whole site or of a tag want. */
export async function planNewPosts(
  context: MirrorContext,
  site: string,
  posts: readonly Post[],
): Promise<readonly MirroredThread[]> {
  if (posts.length === 0) return [];
  const { store, clock } = context;
  const planned: MirroredThread[] = [];
  for (const follow of await begunFollows(context, site)) {
    await giveWay();
    const { mutedAuthors } = await store.settings.ofGuild(follow.guildId);
    for (const post of posts) {
      if (!wantsPost(follow, post, mutedAuthors) || !isNewSince(follow, post, clock.now())) continue;
      const thread = await planPost(context, follow, post, "wanted");
      if (thread !== undefined) planned.push(thread);
    }
  }
  return planned;
}

/** Plans forum posts for the pages of new quick takes that follows of the whole site want. */
export async function planTakes(context: MirrorContext, site: string, recent: Recent): Promise<void> {
  if (!recent.comments.some(({ isQuickTake }) => isQuickTake)) return;
  for (const follow of await begunFollows(context, site)) await planQuickTakes(context, follow, recent);
}

async function begunFollows({ store }: MirrorContext, site: string): Promise<readonly Follow[]> {
  const follows = await store.follows.ofSite(site);
  return follows.filter(({ state, backfilledAtMs }) => state !== "paused" && backfilledAtMs !== undefined);
}

function wantsPost(follow: Follow, post: Post, mutedAuthors: readonly MutedAuthor[]): boolean {
  const { target } = follow;
  if (post.visibility !== "visible" || !passesFilters(follow, post, mutedAuthors)) return false;
  if (target.kind === "site") return true;
  if (target.kind !== "tag") return false;
  const lists = [...post.tags.map(({ reference }) => reference), ...(post.lists ?? [])];
  return lists.includes(target.reference);
}

/** Plans the forum post of a post; `undefined` if the follow has ended. */
export async function planPost(
  { store, clock, language }: MirrorContext,
  follow: Follow,
  post: Pick<Post, "reference" | "title">,
  state: ShareState,
): Promise<MirroredThread | undefined> {
  return await store.threads.add(follow, {
    subject: post.reference,
    post: post.reference,
    title: shownTitle(post.title, language),
    createdAtMs: clock.now(),
    state,
  });
}
