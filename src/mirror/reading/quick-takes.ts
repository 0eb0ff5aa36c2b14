import type { Comment } from "../../forum/comment.ts";
import { earliestMs } from "../../forum/order.ts";
import type { Post } from "../../forum/post.ts";
import type { CommentBatch } from "../../sources/source.ts";
import type { Follow } from "../../store/follow.ts";
import type { MirrorContext } from "../context.ts";
import { isNewSince } from "../follows/younger.ts";
import { passesFilters } from "../plan.ts";

/**
 * Plans a forum post for each quick-takes page with a new take that a follow of the whole site wants. Older takes on the page are
 * left out: the page is not one subject but everything that its author ever noted.
 */
export async function planQuickTakes(
  { store, clock }: Pick<MirrorContext, "store" | "clock">,
  follow: Follow,
  { comments, threads }: Pick<CommentBatch, "comments" | "threads">,
): Promise<void> {
  if (follow.target.kind !== "site") return;
  const { mutedAuthors } = await store.settings.ofGuild(follow.guildId);
  const wanted = comments.filter(
    (comment) =>
      isTake(comment) &&
      isNewSince(follow, comment, clock.now()) &&
      passesFilters(follow, comment, mutedAuthors),
  );
  for (const page of threads.filter(isPage)) {
    const takes = wanted.filter(({ thread }) => thread === page.reference);
    if (takes.length === 0) continue;
    await store.threads.add(follow, {
      subject: page.reference,
      post: page.reference,
      title: page.title,
      createdAtMs: clock.now(),
      state: "wanted",
      floorMs: earliestMs(takes) ?? clock.now(),
    });
  }
}

/** Leaves out the replies to a quick take. */
function isTake({ isQuickTake, parent, visibility }: Comment): boolean {
  return isQuickTake && parent === undefined && visibility === "visible";
}

function isPage({ isQuickTakesPage, visibility }: Post): boolean {
  return isQuickTakesPage && visibility === "visible";
}
