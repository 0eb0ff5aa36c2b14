import type { LoopbackChannel } from "loopback-discord/driver/channel.ts";
import type { LoopbackMember } from "loopback-discord/driver/member.ts";
import type { LoopbackThread } from "loopback-discord/driver/thread.ts";
import type { PostRecord } from "loopback-forum/records.ts";
import { afterEach, describe, expect, it } from "vitest";
import { forumPostsOf } from "../../src/features/follow/end-follow.ts";
import type { Reference } from "../../src/forum/reference.ts";
import { english } from "../../src/language/english.ts";
import { mirroredIds, said } from "../e2e/reading.ts";
import { type RecordedCopy, threadWith } from "./recorded.ts";
import { RecordedWorld } from "./recorded-world.ts";

const laterMs = 3 * 24 * 3_600_000;
const allPaused = "update follows set state = 'paused'";
/**
 * The follow of the whole site, and that of the post about baking. The copy of the one shows more than the forum post of the other.
 */
const ofSite = 7;
const ofBaking = 6;

let world: RecordedWorld;

afterEach(async () => {
  await world.close();
  expect([...world.discord.violations, ...world.discord.pings]).toEqual([]);
});

const open = async (meanwhile: string) => {
  world = await RecordedWorld.open("9058c54", { laterMs, meanwhile });
};

const idOf = (comment: string) => comment.slice(comment.lastIndexOf(":") + 1);
const sort = (ids: Iterable<string>) => [...ids].toSorted();

function copyOf(
  title: string,
): RecordedCopy & { readonly copy: LoopbackThread; readonly older: LoopbackThread } {
  for (const copy of world.copies) {
    const older = threadWith(world.discord, copy.olderId);
    if (older.name.includes(title)) return { ...copy, older, copy: threadWith(world.discord, copy.postId) };
  }
  throw new Error(`no copy of ${title}`);
}

const everyCommentOf = ({ comments, commentsOfOlder }: RecordedCopy) =>
  sort(new Set([...comments.keys(), ...commentsOfOlder].map(idOf)));
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
    if (ids.length === 0 || ids.includes(one.id)) await world.bot.app.mirror.resume(one);
}

const stateOf = (copy: LoopbackThread) =>
  world.query(`select state, merging_into from threads where discord_thread_id = '${copy.id}'`)[0] as
    | { readonly state: string; readonly merging_into: number | null }
    | undefined;

async function isMerged(copy: LoopbackThread): Promise<void> {
  await expect.poll(() => stateOf(copy)?.state).toBe("merged");
}

describe("copies whose follows are not alike", () => {
  it("are merged without a loss and without an edit, be they paused or filtered", async () => {
    await open(`
      update follows set state = 'paused' where id in (7, 8);
      update follows set min_score = 1000 where id = 7;
      update follows set authors = '["nobody"]' where id = 1;
    `);
    // All follows of these are paused.
    const resting = [copyOf("thermometer"), copyOf("Toy auctions")].map(({ copy }) => copy);
    for (const copy of world.copies) {
      const place = threadWith(world.discord, copy.postId);
      if (resting.some(({ id }) => id === place.id)) continue;
      await isMerged(place);
      const older = threadWith(world.discord, copy.olderId);
      await expect.poll(() => sort(mirroredIds(older))).toEqual(everyCommentOf(copy));
    }
    expect(world.writes.filter((write) => write.startsWith("PATCH /webhooks"))).toEqual([]);
    for (const copy of resting) expect(stateOf(copy)?.state).toBe("open");
  });
});

describe("a copy whose merging is disturbed", () => {
  it("takes the place of the older forum post when somebody deletes that, and other copies merge into it", async () => {
    await open(allPaused);
    const copies = world.copies
      .filter(({ olderId }) => olderId === copyOf("harbour clock").olderId)
      .map(({ postId }) => threadWith(world.discord, postId));
    expect(copies).toHaveLength(2);
    const { older, ...all } = copyOf("harbour clock");
    await goOn();
    await world.discord.until(() => copies.every((copy) => stateOf(copy)?.state === "merging"));
    older.delete();
    const heirs = () => copies.filter((copy) => stateOf(copy)?.merging_into === null);
    await expect
      .poll(() => heirs().map((heir) => sort(mirroredIds(heir))))
      .toEqual([stillThere(everyCommentOf(all))]);
    const [heir] = heirs();
    const other = copies.find((copy) => copy !== heir);
    if (heir === undefined || other === undefined) throw new Error("no heir");
    await isMerged(other);
    expect([heir.locked, heir.messages[0]?.content]).toEqual([false, ""]);
    expect(other.messages[0]?.content).toContain(heir.id);
    expect(await follow(1)).toMatchObject({ state: "active", trouble: undefined });
  });

  it("takes that place also when it was just closed", async () => {
    await open(allPaused);
    const { copy, older, ...all } = copyOf("baking");
    const fault = { kind: "delay", ms: 500, after: true } as const;
    world.discord.inject({ method: "PATCH", route: `/channels/${copy.id}`, times: 1, fault });
    await goOn();
    await world.discord.until(() => copy.locked);
    older.delete();
    await expect.poll(() => sort(mirroredIds(copy))).toEqual(stillThere(everyCommentOf(all)));
    expect([copy.locked, copy.archived, copy.messages[0]?.content]).toEqual([false, false, ""]);
  });

  it("takes that place also when nothing was merged yet", async () => {
    await open(allPaused);
    const { copy, older } = copyOf("baking");
    const before = mirroredIds(copy);
    older.delete();
    await goOn();
    await expect.poll(() => stateOf(copy)?.merging_into).toBe(null);
    await expect.poll(() => mirroredIds(copy)).toEqual(before);
    expect(copy.locked).toBe(false);
    expect((await follow(ofBaking))?.state).toBe("active");
  });

  it.each([
    [
      "before it has begun",
      async (copy: LoopbackThread) => {
        copy.delete();
        await goOn();
      },
    ],
    [
      "while the bot is down",
      async (copy: LoopbackThread) => {
        await goOn(-1);
        await world.bot.stop();
        copy.delete();
        await world.restart();
        await goOn();
      },
    ],
    [
      "in the middle",
      async (copy: LoopbackThread) => {
        await goOn();
        await world.discord.until(() => stateOf(copy)?.state === "merging");
        copy.delete();
      },
    ],
  ])("leaves its comments to the older one when somebody deletes it %s", async (_, remove) => {
    await open(allPaused);
    const baking = copyOf("baking");
    await remove(baking.copy);
    await expect.poll(() => sort(mirroredIds(baking.older))).toEqual(everyCommentOf(baking));
    expect(stateOf(baking.copy)).toBeUndefined();
    expect((await follow(ofSite))?.state).toBe("active");
  });

  it("is merged although a moderator locked it and deleted its first message", async () => {
    await open(allPaused);
    const { copy } = copyOf("baking");
    copy.messages[0]?.delete();
    copy.lock();
    await goOn();
    await isMerged(copy);
    expect([copy.locked, copy.archived]).toEqual([true, true]);
  });

  it("waits while the bot may not manage threads, and then goes on where it stopped", async () => {
    await open(allPaused);
    const baking = copyOf("baking");
    const channel = channelOf(baking.copy);
    const inOtherServer = world.discord.guilds[1]?.channels.flatMap((one) => one.threads()) ?? [];
    const elsewhere = inOtherServer.find(({ name }) => name.includes("harbour clock"));
    if (elsewhere === undefined) throw new Error("no other server");
    await goOn();
    await world.discord.until(() => stateOf(baking.copy)?.state === "merging");
    channel.setOverwrites([{ for: "bot", deny: ["ManageThreads"] }]);
    await expect.poll(async () => (await follow(ofSite))?.state).toBe("troubled");
    const list = said(await member("Mod").command("following"));
    expect(list).toContain("Manage Posts");
    const { _id: postId } = postOf(elsewhere);
    const comment = world.forum.addComment({ postId, html: "<p>Meanwhile.</p>", author: "Tobias Rehn" });
    world.clock.travel(10 * 60_000);
    await expect.poll(() => mirroredIds(elsewhere)).toContain(comment._id);
    expect(refused(baking.copy).length).toBeLessThan(2);
    channel.setOverwrites([]);
    await isMerged(baking.copy);
    await expect.poll(() => sort(mirroredIds(baking.older))).toEqual(everyCommentOf(baking));
    expect([baking.copy.locked, mirroredIds(baking.copy)]).toEqual([true, []]);
  });

  it.each([[false], [true]])(
    "loses nothing that the older forum post is to show when its follow ends (removing: %s)",
    async (removePosts) => {
      await open(allPaused);
      const baking = copyOf("baking");
      await goOn();
      await world.discord.until(() => stateOf(baking.copy)?.state === "merging");
      const ended = await follow(ofSite);
      if (ended === undefined) throw new Error("no follow");
      await world.bot.app.mirror.end(ended, { removePosts });
      await isMerged(baking.copy);
      const kept = removePosts ? sort([...baking.commentsOfOlder].map(idOf)) : everyCommentOf(baking);
      await expect.poll(() => sort(mirroredIds(baking.older))).toEqual(kept);
    },
  );
});

describe("a copy whose follows have ended", () => {
  const unfollowAll = async () => {
    const mod = member("Mod");
    for (const { value } of await mod.autocomplete("unfollow", { follow: "" }, "follow"))
      await (await mod.command("unfollow", { follow: String(value) })).settled();
  };

  it.each([
    ["after it was merged", isMerged],
    [
      "in the middle of merging",
      (copy: LoopbackThread) => world.discord.until(() => stateOf(copy)?.state === "merging"),
    ],
  ])("stays as it is when its post is followed again (%s)", async (_, progress) => {
    await open(allPaused);
    const { copy, older, ...all } = copyOf("baking");
    await goOn();
    await progress(copy);
    await unfollowAll();
    expect(stateOf(copy)).toBeUndefined();
    const left = [copy.locked, copy.messages.map(({ id }) => id)];
    older.delete();
    const channel = channelOf(copy);
    const url = `https://www.lesswrong.com/posts/${postOf(copy)._id}`;
    await (await member("Mod").command("follow", { url, channel: channel.id })).settled();
    const others = () => channel.threads().filter(({ id, name }) => id !== copy.id && name === copy.name);
    await expect
      .poll(() => others().map((place) => sort(mirroredIds(place))))
      .toEqual([stillThere(everyCommentOf(all))]);
    expect([copy.locked, copy.messages.map(({ id }) => id)]).toEqual(left);
  });
});

describe("a member of a server with copies", () => {
  it("replies where they stand, and in the older forum post once the copy is merged", async () => {
    await open(allPaused);
    const { copy, older, comments } = copyOf("baking");
    const [comment] = comments.keys();
    const ada = member("Ada");
    const reply = async (text: string) => {
      const where = { channelId: copy.id };
      const asked = await ada.command("reply", { comment: comment ?? "" }, where);
      if (asked.first.kind !== "modal") throw new Error(said(await asked.settled()));
      return said(await (await ada.submit(asked.modal, { text }, where)).settled());
    };
    await reply("Said in the copy.");
    expect(copy.messages.at(-1)?.content).toContain("Said in the copy.");
    await goOn();
    await isMerged(copy);
    await reply("Said later.");
    expect(older.messages.at(-1)?.content).toContain("Said later.");
    const own = copy.messages.at(-1);
    if (own === undefined) throw new Error("the reply is gone");
    expect(copy.messages.slice(1)).toHaveLength(1);
    const [first] = copy.messages;
    if (first === undefined) throw new Error("no first message");
    const asked = await ada.menu("Reply to comment", first);
    await (await ada.submit(asked.modal, { text: "To the post." })).settled();
    expect(older.messages.at(-1)?.content).toContain("To the post.");

    const edited = await ada.submit((await ada.menu("Edit reply", own)).modal, { text: "Better." });
    expect(said(await edited.settled())).toBe(english.reply.edited);
    expect(copy.messages.at(-1)?.content).toContain("Better.");
    const question = await ada.menu("Delete reply", own);
    await (await ada.press(question, english.reply.confirmDelete)).settled();
    // An answer to a member opens an archived thread.
    await expect.poll(() => [copy.messages.length, copy.locked]).toEqual([1, true]);
  });

  it("reads in /following that copies are being merged, and what is in the way", async () => {
    await open(allPaused);
    const { copy } = copyOf("baking");
    const following = async () => {
      const list = await member("Mod").command("following");
      await (await member("Mod").press(list, "Next")).settled();
      return said(list);
    };
    expect(await following()).toContain("a copy of an older post is being merged into it");
    expect(await following()).toContain("4 copies of older posts are being merged into them");
    const fault = {
      kind: "status",
      status: 403,
      body: { code: 50013, message: "Missing Permissions" },
    } as const;
    const closing = world.discord.inject({ method: "PATCH", route: `/channels/${copy.id}`, fault });
    await goOn();
    await expect.poll(following).toMatch(new RegExp(`⏳ \\[.*/${copy.id}>?\\): .*permission`));
    expect((await follow(ofSite))?.state).toBe("active");
    expect(refused(copy)).toHaveLength(1);
    closing.remove();
    world.clock.travel(10 * 60_000);
    await isMerged(copy);
    await expect.poll(following).not.toContain("being merged");
  });

  it("reads, before a follow ends, of shared forum posts without their copies", async () => {
    await open("");
    const { copy } = copyOf("baking");
    await isMerged(copy);
    const baking = await follow(ofBaking);
    if (baking === undefined) throw new Error("no follow");
    expect(await forumPostsOf(world.bot.app, baking)).toEqual({ own: 0, shared: 1 });
  });
});

describe("an author's opt-out", () => {
  const optOut = async (userId: string) => {
    const { store, mirror } = world.bot.app;
    const author: Reference<"user"> = `lesswrong:user:${userId}`;
    await store.optOuts.decide(author, { direction: "out", proof: "operator", sinceMs: world.clock.now() });
    mirror.stirOptOuts();
    await expect.poll(async () => (await store.optOuts.of(author))?.stage).toBe("done");
  };
  const texts = (thread: LoopbackThread) =>
    thread.messages.map(({ text, username }) => `${username}: ${text}`).join("\n");

  it.each([
    ["before copies are merged", async () => {}],
    [
      "while they are",
      async (copy: LoopbackThread) => {
        await goOn();
        await world.discord.until(() => stateOf(copy)?.state === "merging");
      },
    ],
    [
      "after they were",
      async (copy: LoopbackThread) => {
        await goOn();
        await isMerged(copy);
      },
    ],
  ])("reaches their first messages and comments when it comes %s", async (_, progress) => {
    await open(allPaused);
    const { copy, older } = copyOf("baking");
    const userId = postOf(older).userId ?? "";
    const name = world.forum.database("lesswrong").users.get(userId)?.displayName ?? "";
    expect(texts(copy)).toContain(name);
    const own = [...world.forum.database("lesswrong").comments.values()].find(
      (one) => one.userId === userId && mirroredIds(copy).includes(one._id),
    );
    const where = { channelId: copy.id };
    const { modal } = await member("Ada").command(
      "reply",
      { comment: `lesswrong:comment:${own?._id}` },
      where,
    );
    await (await member("Ada").submit(modal, { text: "Mine stays." }, where)).settled();
    expect(copy.messages.at(-1)?.content).toContain(name);
    await progress(copy);
    await optOut(userId);
    for (const { messages } of [copy, older]) {
      expect(messages[0]?.text).not.toContain(name);
      expect(messages.filter(({ username }) => username === name)).toEqual([]);
    }
    await goOn();
    await isMerged(copy);
    await expect.poll(() => texts(older)).not.toContain(name);
    expect(texts(copy)).not.toContain(name);
    expect(texts(copy)).toContain("Mine stays.");
    expect(copy.messages[0]?.content).toContain(older.id);
    expect([copy.locked, copy.archived]).toEqual([true, true]);
  });
});
