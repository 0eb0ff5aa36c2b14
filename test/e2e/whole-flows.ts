import type { LoopbackThread } from "loopback-discord/driver/thread.ts";
import type { CommentRecord } from "loopback-forum/records.ts";
import { afterEach, beforeEach, expect, it } from "vitest";
import { mirroredIds, quotedLines, said, visibleIds } from "./reading.ts";
import { World } from "./world.ts";

/**
 * Tests what members see, from the first follow to the last restart, on one kind of database. All other tests of the whole bot run on
 * SQLite.
 * @param databaseUrl address of an empty, migrated database; `undefined` for a file
 */
export function wholeFlows(databaseUrl: () => string | undefined): void {
  let world: World;

  beforeEach(async () => {
    world = await World.withSample({ databaseUrl: databaseUrl() });
  });
  afterEach(() => world.close());

  const clock = () => world.post("harbour clock");
  const clockUrl = () => `https://www.lesswrong.com/posts/${clock()._id}/${clock().slug}`;
  const shows = (thread: LoopbackThread, words: string) =>
    thread.messages.some(({ content }) => content.includes(words));
  const add = (html: string): CommentRecord =>
    world.forum.addComment({ postId: clock()._id, html, author: "Tobias Rehn" });

  it("mirrors a discussion, then its new comments, edits and deletions, each once", async () => {
    const thread = await world.mirrored(clockUrl());
    expect(mirroredIds(thread)).toEqual(visibleIds(world.forum, "lesswrong", clock()._id));
    const long = add(`<p>${"It goes on. ".repeat(300)}</p>`);
    await world.discord.until(() => mirroredIds(thread).includes(long._id));
    world.forum.editComment(long._id, "<p>Shorter now.</p>");
    await world.discord.until(() => shows(thread, "Shorter now.") && !shows(thread, "It goes on."));
    world.forum.deleteComment(long._id, { isPublic: true });
    await world.bot.app.store.sweeps.forget({ site: "lesswrong" });
    await world.discord.until(() => !shows(thread, "Shorter now."));
    expect(mirroredIds(thread).filter((id) => id === long._id).length).toBeLessThan(2);
    const answer = await world.moderator.command("following");
    expect(said(answer)).toContain("How the harbour clock lost eleven minutes");
  });

  it("quotes a comment, flags the quote, and takes a reply that its author changes and deletes", async () => {
    const comment = add("<p>The spare clock was right.</p>");
    const thread = await world.mirrored(clockUrl());
    const reference = `lesswrong:comment:${comment._id}`;
    const quote = await world.moderator.command("quote", { comment: reference, passage: "spare clock" });
    expect(quotedLines(said(quote))).toBe("spare clock");
    world.forum.editComment(comment._id, "<p>The spare clock was wrong.</p>");
    await world.discord.until(() => quote.message.text.includes("edited after it was quoted here"));

    const { modal } = await world.moderator.command("reply", { comment: reference });
    await (await world.moderator.submit(modal, { text: "Are you sure?" })).settled();
    await world.discord.until(() => shows(thread, "Are you sure?"));
    expect(await world.bot.app.store.memberData.of(world.moderator.id)).toMatchObject({
      replies: 1,
      follows: 1,
    });
  });

  it("takes down the comments of an author who opts out, and shows them again once the author is back", async () => {
    const ann = world.forum.addUser({ displayName: "Ann Tide" });
    world.forum.addComment({ postId: clock()._id, userId: ann._id, html: "<p>Ann was here.</p>" });
    const thread = await world.mirrored(clockUrl());
    const { mirror, store } = world.bot.app;
    const { optOuts } = store;
    const decision = { proof: "operator", sinceMs: Date.now() } as const;
    await optOuts.decide(`lesswrong:user:${ann._id}`, { ...decision, direction: "out" });
    mirror.stirOptOuts();
    await world.discord.until(() => !shows(thread, "Ann was here."));
    await optOuts.decide(`lesswrong:user:${ann._id}`, { ...decision, direction: "in" });
    mirror.stirOptOuts();
    await world.discord.until(() => shows(thread, "Ann was here."));
    expect(shows(thread, "Ann was here.")).toBe(true);
  });

  it("continues after a restart where it stopped, and sends nothing twice", async () => {
    await world.follow(clockUrl());
    await world.discord.until(() => (world.channel.threads()[0]?.messages.length ?? 0) > 1);
    await world.stopBot();
    const later = add("<p>While it was away.</p>");
    await world.startBot();
    const [thread] = world.channel.threads();
    if (thread === undefined) throw new Error("no forum post");
    await world.discord.until(() => mirroredIds(thread).includes(later._id));
    expect(mirroredIds(thread)).toEqual(visibleIds(world.forum, "lesswrong", clock()._id));
    await world.moderator.command("unfollow", { follow: clockUrl() });
    expect(world.channel.threads()).toHaveLength(1);
  });
}
