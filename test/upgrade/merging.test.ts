import type { LoopbackThread } from "loopback-discord/driver/thread.ts";
import { describe, expect, it } from "vitest";
import { mirroredIds, said } from "../e2e/reading.ts";
import { allPaused, copiesScene, everyCommentOf, idOf, ofBaking, ofSite, sort } from "./copies-scene.ts";
import { threadWith } from "./recorded.ts";

const scene = copiesScene();
const { open, copyOf, stillThere, postOf, channelOf, refused, member, follow, goOn, stateOf, isMerged } =
  scene;

describe("copies whose follows differ", () => {
  it("are merged without a loss or an edit, even if paused or filtered", async () => {
    await open(`
      update follows set state = 'paused' where id in (7, 8);
      update follows set min_score = 1000 where id = 7;
      update follows set authors = '["nobody"]' where id = 1;
    `);
    // All follows of these are paused.
    const resting = [copyOf("thermometer"), copyOf("Toy auctions")].map(({ copy }) => copy);
    for (const copy of scene.world.copies) {
      const place = threadWith(scene.world.discord, copy.postId);
      if (resting.some(({ id }) => id === place.id)) continue;
      await isMerged(place);
      const older = threadWith(scene.world.discord, copy.olderId);
      await expect.poll(() => sort(mirroredIds(older))).toEqual(everyCommentOf(copy));
    }
    expect(scene.world.writes.filter((write) => write.startsWith("PATCH /webhooks"))).toEqual([]);
    for (const copy of resting) expect(stateOf(copy)?.state).toBe("open");
  });
});

describe("a copy whose merging is disturbed", () => {
  it("takes the place of the older forum post when someone deletes that, and other copies merge into it", async () => {
    await open(allPaused);
    const copies = scene.world.copies
      .filter(({ olderId }) => olderId === copyOf("harbour clock").olderId)
      .map(({ postId }) => threadWith(scene.world.discord, postId));
    expect(copies).toHaveLength(2);
    const { older, ...all } = copyOf("harbour clock");
    await goOn();
    await scene.world.discord.until(() => copies.every((copy) => stateOf(copy)?.state === "merging"));
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

  it("takes that place even if it was just closed", async () => {
    await open(allPaused);
    const { copy, older, ...all } = copyOf("baking");
    const fault = { kind: "delay", ms: 500, after: true } as const;
    scene.world.discord.inject({ method: "PATCH", route: `/channels/${copy.id}`, times: 1, fault });
    await goOn();
    await scene.world.discord.until(() => copy.locked);
    older.delete();
    await expect.poll(() => sort(mirroredIds(copy))).toEqual(stillThere(everyCommentOf(all)));
    expect([copy.locked, copy.archived, copy.messages[0]?.content]).toEqual([false, false, ""]);
  });

  it("takes that place even if nothing was merged yet", async () => {
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
        await scene.world.bot.stop();
        copy.delete();
        await scene.world.restart();
        await goOn();
      },
    ],
    [
      "in the middle",
      async (copy: LoopbackThread) => {
        await goOn();
        await scene.world.discord.until(() => stateOf(copy)?.state === "merging");
        copy.delete();
      },
    ],
  ])("leaves its comments to the older one when someone deletes it %s", async (_, remove) => {
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

  it("waits while the bot may not manage threads, then continues where it stopped", async () => {
    await open(allPaused);
    const baking = copyOf("baking");
    const channel = channelOf(baking.copy);
    const inOtherServer = scene.world.discord.guilds[1]?.channels.flatMap((one) => one.threads()) ?? [];
    const elsewhere = inOtherServer.find(({ name }) => name.includes("harbour clock"));
    if (elsewhere === undefined) throw new Error("no other server");
    await goOn();
    await scene.world.discord.until(() => stateOf(baking.copy)?.state === "merging");
    channel.setOverwrites([{ for: "bot", deny: ["ManageThreads"] }]);
    await expect.poll(async () => (await follow(ofSite))?.state).toBe("troubled");
    const list = said(await member("Mod").command("following"));
    expect(list).toContain("Manage Posts");
    const { _id: postId } = postOf(elsewhere);
    const comment = scene.world.forum.addComment({
      postId,
      html: "<p>Meanwhile.</p>",
      author: "Tobias Rehn",
    });
    scene.world.clock.travel(10 * 60_000);
    await expect.poll(() => mirroredIds(elsewhere)).toContain(comment._id);
    expect(refused(baking.copy).length).toBeLessThan(2);
    channel.setOverwrites([]);
    await isMerged(baking.copy);
    await expect.poll(() => sort(mirroredIds(baking.older))).toEqual(everyCommentOf(baking));
    expect([baking.copy.locked, mirroredIds(baking.copy)]).toEqual([true, []]);
  });

  it.each([[false], [true]])(
    "loses nothing that the older forum post should show when its follow ends (removing: %s)",
    async (removePosts) => {
      await open(allPaused);
      const baking = copyOf("baking");
      await goOn();
      await scene.world.discord.until(() => stateOf(baking.copy)?.state === "merging");
      const ended = await follow(ofSite);
      if (ended === undefined) throw new Error("no follow");
      await scene.world.bot.app.mirror.follows.end(ended, { removePosts });
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
      (copy: LoopbackThread) => scene.world.discord.until(() => stateOf(copy)?.state === "merging"),
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
