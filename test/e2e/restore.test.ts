import { copyFileSync, rmSync } from "node:fs";
import Database from "better-sqlite3";
import type { LoopbackThread } from "loopback-discord/driver/thread.ts";
import type { CommentRecord, PostRecord } from "loopback-forum/records.ts";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { mirroredIds, visibleIds } from "./reading.ts";
import { World } from "./world.ts";

let world: World;
let post: PostRecord;
let thread: LoopbackThread;

beforeEach(async () => {
  world = await World.open();
  post = world.forum.addPost({ title: "A discussion", html: "<p>Begin.</p>", author: "Ines" });
  add("<p>The first.</p>");
  thread = await world.mirrored(urlOf(post));
});
afterEach(() => world.close());

const urlOf = ({ _id }: PostRecord) => `https://www.lesswrong.com/posts/${_id}`;
const copyPath = () => `${world.databasePath}.copy`;

function add(html: string, author = "Tobias Rehn"): CommentRecord {
  return world.forum.addComment({ postId: post._id, html, author });
}

/** Copies the database as it is now. */
function takeCopy(): void {
  const database = new Database(world.databasePath);
  database.prepare("VACUUM INTO ?").run(copyPath());
  database.close();
}

/** Starts the bot on the copy. */
async function startOnCopy(): Promise<void> {
  await world.stopBot();
  for (const suffix of ["-wal", "-shm"]) rmSync(world.databasePath + suffix, { force: true });
  copyFileSync(copyPath(), world.databasePath);
  await world.startBot();
}

const long = (name: string, paragraphs: number) =>
  Array.from(
    { length: paragraphs },
    (_, index) => `<p>${name} ${index}. ${"So it went. ".repeat(40)}</p>`,
  ).join("");
const isShown = ({ _id }: CommentRecord) => mirroredIds(thread).includes(_id);
const times = (words: string) => thread.messages.filter(({ content }) => content.includes(words)).length;
const webhookPosts = () =>
  world.discord.requests.filter(
    ({ method, route }) => method === "POST" && route === "/webhooks/:webhook/:token",
  ).length;

/** Adds a comment and waits for it; by then, everything that the bot found to do earlier is done. */
async function afterNext(): Promise<readonly string[]> {
  const next = add("<p>The next.</p>");
  await world.discord.until(() => isShown(next));
  return mirroredIds(thread);
}

describe("a bot started on an older copy of its database", () => {
  it("sends nothing that already exists", async () => {
    takeCopy();
    const short = add("<p>After the copy.</p>", "Ines");
    const several = add(long("Long", 12));
    await world.discord.until(() => isShown(short) && isShown(several));
    const before = thread.messages.map(({ id, content }) => [id, content]);
    await startOnCopy();
    await afterNext();
    expect(thread.messages.slice(0, -1).map(({ id, content }) => [id, content])).toEqual(before);
  });

  it("shows later edits, once and up to date", async () => {
    const grown = add(long("Grown", 2));
    const shrunk = add(long("Shrunk", 12));
    await world.discord.until(() => isShown(grown) && isShown(shrunk));
    takeCopy();
    const fresh = add("<p>Fresh.</p>");
    world.forum.editComment(grown._id, long("Grown", 14));
    world.forum.editComment(shrunk._id, long("Shrunk", 1));
    await world.discord.until(() => isShown(fresh) && times("Grown 13.") === 1 && times("Shrunk 1.") === 0);
    await world.stopBot();
    world.forum.editComment(fresh._id, "<p>Fresh again.</p>");
    await startOnCopy();
    await world.discord.until(() => times("Fresh again.") === 1);
    const ids = await afterNext();
    for (const { _id } of [grown, shrunk, fresh]) expect(ids.filter((id) => id === _id)).toHaveLength(1);
    for (let index = 0; index < 14; index += 1) expect(times(`Grown ${index}.`)).toBe(1);
    expect([times("Shrunk 0."), times("Shrunk 1."), times("Fresh.")]).toEqual([1, 0, 0]);
  });

  it("recognises a comment that lost its last message and got a new one", async () => {
    const comment = add(long("Tide", 12));
    await world.discord.until(() => isShown(comment));
    takeCopy();
    world.forum.editComment(comment._id, long("Ebb", 1));
    await world.discord.until(() => times("Ebb 0.") === 1 && times("Tide") === 0);
    world.forum.editComment(comment._id, long("Flood", 12));
    await world.discord.until(() => times("Flood 11.") === 1);
    await startOnCopy();
    expect((await afterNext()).filter((id) => id === comment._id)).toHaveLength(1);
    for (let index = 0; index < 12; index += 1) expect(times(`Flood ${index}.`)).toBe(1);
  });

  it("resends messages that it had deleted while the comment was short, but not one that a moderator deleted", async () => {
    const comment = add(long("Tide", 12));
    const other = add(long("Wave", 12));
    await world.discord.until(() => isShown(comment) && isShown(other));
    // If a moderator deletes a message while its sending is uncertain, it looks like one that never arrived.
    await afterNext();
    takeCopy();
    world.forum.editComment(comment._id, long("Ebb", 1));
    await world.discord.until(() => times("Ebb 0.") === 1 && times("Tide") === 0);
    await world.stopBot();
    thread.messages.find(({ content }) => content.includes("Wave 11."))?.delete();
    world.forum.editComment(comment._id, long("Flood", 12));
    world.forum.editComment(other._id, long("Surf", 12));
    await startOnCopy();
    await world.discord.until(() => times("Flood 11.") === 1 && times("Surf 0.") === 1);
    await afterNext();
    for (let index = 0; index < 12; index += 1) expect(times(`Flood ${index}.`)).toBe(1);
    expect([times("Surf 11."), times("Wave")]).toEqual([0, 0]);
  });

  it("starts over with a comment of which only the beginning was sent", async () => {
    takeCopy();
    const before = webhookPosts();
    const outage = world.discord.inject({
      method: "POST",
      route: "/webhooks/:webhook/:token",
      skip: 1,
      fault: { kind: "status", status: 503 },
    });
    const several = add(long("Long", 12));
    await world.discord.until(() => webhookPosts() > before + 1);
    outage.remove();
    await startOnCopy();
    await world.discord.until(() => isShown(several));
    for (let index = 0; index < 12; index += 1) expect(times(`Long ${index}.`)).toBe(1);
  });

  it("asks Discord once per thread, and not at all about one that it made", async () => {
    const lists = () =>
      world.discord.requests.filter(
        ({ method, route }) => method === "GET" && route === "/channels/:channel/messages",
      ).length;
    await afterNext();
    expect(lists()).toBe(0);
    await world.stopBot();
    await world.startBot();
    await afterNext();
    await afterNext();
    expect(lists()).toBe(1);
  });

  it("finds forum posts made since then, even those of follows that it has lost", async () => {
    const other = world.forum.addPost({ title: "Another", html: "<p>Begin.</p>", author: "Ines" });
    world.forum.addComment({ postId: other._id, html: "<p>There.</p>" });
    takeCopy();
    const lost = await world.mirrored(urlOf(other));
    const before = lost.messages.map(({ id, content }) => [id, content]);
    await startOnCopy();
    await world.mirrored(urlOf(other));
    expect(world.channel.threads()).toHaveLength(2);
    expect(lost.messages.map(({ id, content }) => [id, content])).toEqual(before);
  });

  it("leaves members' replies alone and restores them to their authors", async () => {
    const reader = world.guild.addMember({ name: "Ada_L" });
    const other = world.guild.addMember({ name: "Bea" });
    const first = visibleIds(world.forum, "lesswrong", post._id)[0] ?? "";
    takeCopy();
    const { modal } = await reader.command("reply", { comment: `lesswrong:comment:${first}` });
    await (await reader.submit(modal, { text: "I doubt it." })).settled();
    const reply = thread.messages.at(-1);
    if (reply === undefined) throw new Error("there is no reply");
    await startOnCopy();
    await afterNext();
    const refused = await other.menu("Edit reply", reply);
    expect(JSON.stringify(refused.message.content)).toContain("not a member's reply");
    const edit = await reader.menu("Edit reply", reply);
    await (await reader.submit(edit.modal, { text: "I no longer doubt it." })).settled();
    expect(reply.content).toContain("\nI no longer doubt it.\n-# written in this server by");
    expect(times("doubt it.")).toBe(1);
  });
});
