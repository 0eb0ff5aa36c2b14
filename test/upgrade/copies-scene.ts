import type { LoopbackChannel } from "loopback-discord/driver/channel.ts";
import type { LoopbackMember } from "loopback-discord/driver/member.ts";
import type { LoopbackThread } from "loopback-discord/driver/thread.ts";
import type { PostRecord } from "loopback-forum/records.ts";
import { afterEach, expect } from "vitest";
import { type RecordedCopy, threadWith } from "./recorded.ts";
import { RecordedWorld } from "./recorded-world.ts";

const laterMs = 3 * 24 * 3_600_000;
/**
 * The follow of the whole site, and that of the post about baking. The first one's copy shows more than the second one's forum
 * post.
 */
export const ofSite = 7;
export const ofBaking = 6;
export const allPaused = "update follows set state = 'paused'";

export const idOf = (comment: string) => comment.slice(comment.lastIndexOf(":") + 1);
export const sort = (ids: Iterable<string>) => [...ids].toSorted();
export const everyCommentOf = ({ comments, commentsOfOlder }: RecordedCopy) =>
  sort(new Set([...comments.keys(), ...commentsOfOlder].map(idOf)));

/** Opens what version 9058c54 left behind, with its copies of forum posts, and gives ways to look at them. */
export function copiesScene() {
  let world: RecordedWorld;

  afterEach(async () => {
    await world.close();
    expect([...world.discord.violations, ...world.discord.pings]).toEqual([]);
  });

  const open = async (meanwhile: string) => {
    world = await RecordedWorld.open("9058c54", { laterMs, meanwhile });
  };

  function copyOf(
    title: string,
  ): RecordedCopy & { readonly copy: LoopbackThread; readonly older: LoopbackThread } {
    for (const copy of world.copies) {
      const older = threadWith(world.discord, copy.olderId);
      if (older.name.includes(title)) return { ...copy, older, copy: threadWith(world.discord, copy.postId) };
    }
    throw new Error(`no copy of ${title}`);
  }

  const stillThere = (ids: readonly string[]) =>
    ids.filter((id) => world.forum.database("lesswrong").comments.get(id)?.deleted === false);
  function postOf({ name }: LoopbackThread): PostRecord {
    const posts = [...world.forum.database("lesswrong").posts.values()];
    const found = posts.find(({ title }) => title === name);
    if (found === undefined) throw new Error(`no post ${name}`);
    return found;
  }

  function channelOf({ parentId }: LoopbackThread): LoopbackChannel {
    const channels = world.discord.guilds.flatMap((guild) => guild.channels);
    const found = channels.find(({ id }) => id === parentId);
    if (found === undefined) throw new Error(`no channel ${parentId}`);
    return found;
  }

  const refused = ({ id }: LoopbackThread) =>
    world.discord.requests.filter(({ path, status }) => path.includes(id) && status === 403);

  function member(name: string): LoopbackMember {
    const found = world.discord.guilds[0]?.members.find((one) => one.name === name);
    if (found === undefined) throw new Error(`nobody is called ${name}`);
    return found;
  }

  const follow = async (id: number) => await world.bot.app.store.follows.get(id);

  async function goOn(...ids: readonly number[]): Promise<void> {
    for (const one of await world.bot.app.store.follows.all())
      if (ids.length === 0 || ids.includes(one.id)) await world.bot.app.mirror.follows.resume(one);
  }

  const stateOf = (copy: LoopbackThread) =>
    world.query(`select state, merging_into from threads where discord_thread_id = '${copy.id}'`)[0] as
      | { readonly state: string; readonly merging_into: number | null }
      | undefined;

  async function isMerged(copy: LoopbackThread): Promise<void> {
    await expect.poll(() => stateOf(copy)?.state).toBe("merged");
  }

  return {
    get world() {
      return world;
    },
    open,
    copyOf,
    stillThere,
    postOf,
    channelOf,
    refused,
    member,
    follow,
    goOn,
    stateOf,
    isMerged,
  };
}
