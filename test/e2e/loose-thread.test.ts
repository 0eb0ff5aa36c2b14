import type { LoopbackThread } from "loopback-discord/driver/thread.ts";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { sourceKinds } from "../../src/sources/index.ts";
import { JsonServer } from "../sources/json/json-server.ts";
import { jsonKind } from "../sources/json/json-source.ts";
import { shown } from "./reading.ts";
import { World } from "./world.ts";

let server: JsonServer;
let world: World;
let page: string;

async function open(options?: { readonly mostListed: number }): Promise<void> {
  server = await JsonServer.open(options);
  page = server.addThread({ title: "Tides" }).id;
  world = await World.open({
    kinds: { ...sourceKinds, json: jsonKind },
    environment: { SITES: `notes=json+${server.url}` },
  });
}

async function close(): Promise<void> {
  await world.close();
  await server.close();
}

beforeEach(() => open());
afterEach(close);

const add = (text: string, parent?: string, isDated = true) =>
  server.addComment({ thread: page, text, isDated, ...(parent === undefined ? {} : { parent }) }).id;
const messageOf = (thread: LoopbackThread, words: string) =>
  thread.messages.find(({ content }) => content.split("\n").some((line) => line.startsWith(words)));

describe("a comment whose parent changes on a site that serves no subtrees", () => {
  it("keeps its message, which then names the other comment as its parent", async () => {
    const [first, second] = [add("First."), add("Second.")];
    const reply = add("A reply.", first);
    const thread = await world.mirrored(server.addressOf(page));
    await expect.poll(() => messageOf(thread, "A reply.")?.content).toMatch(/^-# ↩ .*First\./);
    const before = messageOf(thread, "A reply.")?.id;
    server.move(reply, second);
    await expect.poll(() => messageOf(thread, "A reply.")?.content).toMatch(/^-# ↩ .*Second\./);
    expect(messageOf(thread, "A reply.")?.id).toBe(before);
  });

  it("says so if it answers one that the site never served", async () => {
    const reply = add("A reply.", add("First."));
    const thread = await world.mirrored(server.addressOf(page));
    await expect.poll(() => messageOf(thread, "A reply.")?.content).toMatch(/^-# ↩ .*First\./);
    server.move(reply, "stranger");
    await expect.poll(() => messageOf(thread, "A reply.")?.content).toMatch(/^-# ↩ .*not public/);
  });
});

describe("a followed comment with everything below it, on a site that serves no subtrees", () => {
  it("keeps replies below a comment that is held back", async () => {
    const top = add("Top.");
    const middle = add("Middle.", top);
    add("Lower.", middle);
    const thread = await world.mirrored(server.addressOf(page, top));
    await expect.poll(() => shown(thread)).toContain("Lower.");
    server.hold(middle);
    await expect.poll(() => shown(thread)).not.toContain("\nMiddle.");
    add("Fresh.", top);
    await expect.poll(() => messageOf(thread, "Fresh.")?.content).toMatch(/^-# ↩ .*Top\./);
    expect(messageOf(thread, "Lower.")?.content).toContain("Lower.");
  });

  it("gets new answers below a comment that is held back, however deep", async () => {
    const top = add("Top.");
    const middle = add("Middle.", top);
    const lower = add("Lower.", middle);
    const thread = await world.mirrored(server.addressOf(page, top));
    await expect.poll(() => shown(thread)).toContain("Lower.");
    server.hold(middle);
    await expect.poll(() => shown(thread)).not.toContain("\nMiddle.");
    add("Beside.");
    add("An answer to it.", middle);
    await expect.poll(() => messageOf(thread, "An answer to it.")?.content).toMatch(/^-# ↩ .*not public/);
    add("A deeper one.", lower);
    await expect.poll(() => messageOf(thread, "A deeper one.")?.content).toMatch(/^-# ↩ .*Lower\./);
    expect(shown(thread)).not.toContain("Beside.");
  });

  it("gets replies to a comment that the list has no room for", async () => {
    await close();
    await open({ mostListed: 2 });
    const top = add("Top.");
    const middle = add("Middle.", top);
    const other = add("Other.");
    add("Beside.", other);
    const answer = add("An answer.", middle);
    add("And another.", answer);
    const thread = await world.mirrored(server.addressOf(page, top));
    await expect.poll(() => shown(thread)).toContain("And another.");
    add("To the other.", other);
    add("A late one.", middle);
    await expect.poll(() => shown(thread)).toContain("A late one.");
    expect(shown(thread)).not.toMatch(/Beside|the other/);
  });

  it("gets replies to a comment that was never public, once it is public", async () => {
    const top = add("Top.");
    const middle = add("Middle.", top);
    server.hold(middle);
    add("An answer.", middle);
    const thread = await world.mirrored(server.addressOf(page, top));
    add("Fresh.", top);
    await expect.poll(() => shown(thread)).toContain("Fresh.");
    expect(shown(thread)).not.toContain("An answer.");
    server.hold(middle, false);
    await expect.poll(() => messageOf(thread, "An answer.")?.content).toMatch(/^-# ↩ .*Middle\./);
  });

  it("does not get answers to other comments, and keeps its own comments that now answer them", async () => {
    const top = add("Top.");
    const inside = add("Inside.", top);
    const thread = await world.mirrored(server.addressOf(page, top));
    await expect.poll(() => shown(thread)).toContain("Inside.");
    server.move(inside, "stranger");
    add("To a stranger.", "stranger");
    add("Fresh.", top);
    await expect.poll(() => shown(thread)).toContain("Fresh.");
    expect(messageOf(thread, "Inside.")?.content).toMatch(/^-# ↩ .*not public/);
    expect(shown(thread)).not.toContain("To a stranger.");
  });
});

describe("/context of a comment with a date", () => {
  it("shows undated answers to it, from the archive alone", async () => {
    const top = add("Top.");
    const thread = await world.mirrored(server.addressOf(page));
    add("Undated.", top, false);
    await expect.poll(() => shown(thread)).toContain("Undated.");
    await world.bot.app.archive.settled();
    const answer = await world.moderator.command("context", { comment: server.addressOf(page, top) });
    expect(JSON.stringify((await answer.settled()).message)).toContain("Undated.");
  });
});

describe("a closed thread of another kind of site", () => {
  it("takes replies in Discord, with a note that it is closed", async () => {
    const top = add("Top.");
    await world.mirrored(server.addressOf(page));
    server.closeThread(page);
    const isClosed = async () => (await world.bot.app.store.threads.all()).at(0)?.isClosed;
    await expect.poll(isClosed).toBe(true);
    const { modal } = await world.moderator.command("reply", { comment: server.addressOf(page, top) });
    const answer = await (await world.moderator.submit(modal, { text: "Pity." })).settled();
    expect(answer.message.content).toContain("no longer takes comments there");
  });
});
