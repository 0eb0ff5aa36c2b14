import type { MirrorContext } from "../../mirror/context.ts";
import { DiscordError } from "../../mirror/discord-error.ts";
import { deleteReply } from "../../mirror/replies/delete-reply.ts";

type Context = Pick<MirrorContext, "store" | "publisher" | "clock">;

/**
 * Forgets everything about a member. If their messages are to go too, deletes each reply first, and keeps those that cannot be
 * deleted now for a later try. Returns the number of those.
 */
export async function forgetMember(
  context: Context,
  userId: string,
  { withMessages }: { readonly withMessages: boolean },
): Promise<number> {
  const { store } = context;
  let left = 0;
  for (const reply of withMessages ? await store.replies.ofMember(userId) : []) {
    try {
      await deleteReply(context, reply);
    } catch (error) {
      if (!(error instanceof DiscordError)) throw error;
      left += 1;
    }
  }
  if (left === 0) await store.memberData.forget(userId);
  return left;
}
