import type { LoopbackThread } from "loopback-discord/driver/thread.ts";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { sourceKinds } from "../../src/sources/index.ts";
import { JsonServer } from "../sources/json/json-server.ts";
import { jsonKind } from "../sources/json/json-source.ts";
import { shown } from "./reading.ts";
import { World } from "./world.ts";

let server: JsonServer;
let world: World;
let mirrored: LoopbackThread;
let page: string;
let top: string;
let reply: string;

beforeAll(async () => {
  server = await JsonServer.open({ mostListed: 3 });
  page = server.addThread({ title: "Tides & tables", text: "About tides." }).id;
  server.addComment({ thread: page, text: "Long forgotten." });
  top = server.addComment({ thread: page, by: "Carol", text: "The moon pulls <b>hard</b>." }).id;
  reply = server.addComment({ thread: page, parent: top, text: "So does the sun." }).id;
  server.addComment({ thread: page, text: "Both do." });
  world = await World.open({
    kinds: { ...sourceKinds, json: jsonKind },
    environment: { SITES: `notes=json+${server.url}` },
  });
  mirrored = await world.mirrored(server.addressOf(page));
});
afterAll(async () => {
  await world.close();
  await server.close();
});

describe("a site of another kind", () => {
  it("is mirrored as far back as it lists comments", async () => {
    expect(mirrored.name).toContain("Tides & tables");
    await expect.poll(() => shown(mirrored)).toContain("Both do.");
    expect(shown(mirrored)).toContain("The moon pulls \\<b>hard");
    expect(shown(mirrored)).not.toContain("Long forgotten.");
    expect(mirrored.messages.some(({ username }) => username === "Carol")).toBe(true);
  });

  it("is named by /help, and the others are not", async () => {
    const said = await world.ask("help");
    expect(said).toContain("comment threads from notes into");
    expect(said).not.toContain("LessWrong");
  });

  it("is read again when a poll reports a change", async () => {
    server.addComment({ thread: page, parent: reply, text: "And Jupiter a little." });
    await expect.poll(() => shown(mirrored)).toContain("And Jupiter a little.");
    server.edit(reply, "So does the sun, less.");
    await expect.poll(() => shown(mirrored)).toContain("So does the sun, less.");
  });

  it("keeps comments that its list has no room for, and takes down those that are gone or held back", async () => {
    const before = mirrored.messages.length;
    const doomed = server.addComment({ thread: page, text: "I take this back." }).id;
    const held = server.addComment({ thread: page, text: "Waiting for a moderator." }).id;
    await expect.poll(() => shown(mirrored)).toContain("Waiting for a moderator.");
    expect(shown(mirrored)).toContain("The moon pulls");
    server.remove(doomed);
    server.hold(held);
    await expect.poll(() => shown(mirrored)).not.toMatch(/take this back|for a moderator/);
    server.hold(held, false);
    await expect.poll(() => shown(mirrored)).toContain("Waiting for a moderator.");
    expect(shown(mirrored)).toContain("The moon pulls");
    expect(mirrored.messages.length).toBeGreaterThanOrEqual(before);
  });

  it("can be looked up, shown in context and quoted like any other", async () => {
    const comment = server.addressOf(page, reply);
    expect(await world.ask("lookup", { text: "sun" })).toContain("So does the");
    expect(await world.ask("context", { comment })).toContain("The moon pulls");
    const channel = world.guild.addTextChannel({ name: "talk" });
    await world.ask("quote", { comment, passage: "the sun" }, { channelId: channel.id });
    expect(JSON.stringify(channel.messages)).toContain("the sun");
  });

  it("refuses what it lacks, and says why", async () => {
    expect(await world.ask("profile", { user: "Carol" })).toContain("notes has no profile pages");
    const fewest = { url: server.addressOf(page, top), channel: world.channel.id, "min-score": 5 };
    expect(await world.ask("follow", fewest)).toContain("notes does not score comments");
    expect(await world.ask("lookup", { text: "sun", "min-score": 5 })).toContain(
      "notes does not score comments",
    );
  });

  it("gets few requests while nothing happens", async () => {
    const from = server.requests.length;
    await expect.poll(() => server.requests.length - from).toBeGreaterThan(3);
    expect(new Set(server.requests.slice(from))).toEqual(new Set(["/threads 304"]));
  });
});
