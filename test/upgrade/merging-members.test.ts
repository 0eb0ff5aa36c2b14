import type { LoopbackThread } from "loopback-discord/driver/thread.ts";
import { describe, expect, it } from "vitest";
import { forumPostsOf } from "../../src/features/follow/end-follow.ts";
import type { Reference } from "../../src/forum/reference.ts";
import { english } from "../../src/language/english.ts";
import { mirroredIds, said } from "../e2e/reading.ts";
import { allPaused, copiesScene, ofBaking, ofSite } from "./copies-scene.ts";

const scene = copiesScene();
const { open, copyOf, postOf, refused, member, follow, goOn, stateOf, isMerged } = scene;

describe("a member of a server with copies", () => {
  it("replies in the copy, and in the older forum post once the copy is merged", async () => {
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

  it("sees in /following that copies are being merged, and what prevents it", async () => {
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
    const closing = scene.world.discord.inject({ method: "PATCH", route: `/channels/${copy.id}`, fault });
    await goOn();
    await expect.poll(following).toMatch(new RegExp(`⏳ \\[.*/${copy.id}>?\\): .*permission`));
    expect((await follow(ofSite))?.state).toBe("active");
    expect(refused(copy)).toHaveLength(1);
    closing.remove();
    scene.world.clock.travel(10 * 60_000);
    await isMerged(copy);
    await expect.poll(following).not.toContain("being merged");
  });

  it("is told about shared forum posts, not their copies, before a follow ends", async () => {
    await open("");
    const { copy } = copyOf("baking");
    await isMerged(copy);
    const baking = await follow(ofBaking);
    if (baking === undefined) throw new Error("no follow");
    expect(await forumPostsOf(scene.world.bot.app, baking)).toEqual({ own: 0, shared: 1 });
  });
});

describe("an author's opt-out", () => {
  const optOut = async (userId: string) => {
    const { store, mirror } = scene.world.bot.app;
    const author: Reference<"user"> = `lesswrong:user:${userId}`;
    await store.optOuts.decide(author, {
      direction: "out",
      proof: "operator",
      sinceMs: scene.world.clock.now(),
    });
    mirror.stirOptOuts();
    await expect.poll(async () => (await store.optOuts.of(author))?.stage).toBe("done");
  };
  const texts = (thread: LoopbackThread) =>
    thread.messages.map(({ text, username }) => `${username}: ${text}`).join("\n");

  it.each([
    ["before copies are merged", async () => {}],
    [
      "while they are being merged",
      async (copy: LoopbackThread) => {
        await goOn();
        await scene.world.discord.until(() => stateOf(copy)?.state === "merging");
      },
    ],
    [
      "after they were merged",
      async (copy: LoopbackThread) => {
        await goOn();
        await isMerged(copy);
      },
    ],
  ])("reaches their first messages and comments when it comes %s", async (_, progress) => {
    await open(allPaused);
    const { copy, older } = copyOf("baking");
    const userId = postOf(older).userId ?? "";
    const name = scene.world.forum.database("lesswrong").users.get(userId)?.displayName ?? "";
    expect(texts(copy)).toContain(name);
    const own = [...scene.world.forum.database("lesswrong").comments.values()].find(
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
