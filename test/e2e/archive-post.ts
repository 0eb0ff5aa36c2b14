import type { PostRecord } from "loopback-forum/records.ts";
import type { World } from "./world.ts";

/** Archives a post of LessWrong with all its comments, as a poll would, and waits until they can be found. */
export async function archivePost({ bot }: World, { _id }: PostRecord): Promise<void> {
  const { archive, sources } = bot.app;
  const thread = await sources.get("lesswrong")?.readThread(`lesswrong:post:${_id}`, { priority: "member" });
  if (thread?.post === undefined) throw new Error(`the post ${_id} cannot be read`);
  await archive.posts.put([thread.post]);
  await archive.comments.put(thread.comments);
  await archive.settled();
}
