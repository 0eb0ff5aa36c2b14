import { postedKey } from "../../archive/open-archive.ts";
import type { Follow } from "../../store/follow.ts";
import type { MirrorContext } from "../context.ts";

type Context = Pick<MirrorContext, "store" | "archive">;

/** Ends a server's follows and forgets everything about it. Messages in Discord stay. */
export async function forgetGuild(context: Context, guildId: string): Promise<void> {
  const { store } = context;
  for (const follow of await store.follows.ofGuild(guildId)) {
    // Deliveries check this between two messages.
    await store.follows.pause(follow.id);
    await forgetPosted(context, follow);
  }
  await store.guildData.forget(guildId);
  await store.originalIds.forgetUnneeded();
  await store.publicSites.forgetUnneeded();
}

/** Forgets the texts that a follow's threads show, except in shared threads. The ledger records where the messages are. */
export async function forgetPosted({ store, archive }: Context, follow: Follow): Promise<void> {
  for (const { id } of await store.threads.ofFollow(follow.id)) {
    if (await store.shares.isShared(id, follow.id)) continue;
    const comments = [...(await store.ledger.comments.sourceHashes(id)).keys()];
    await archive.posted.forget(comments.map((comment) => postedKey(id, comment)));
  }
}
