import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { authorOfName } from "../../src/forum/author.ts";
import { sourceKinds } from "../../src/sources/index.ts";
import { JsonServer } from "../sources/json/json-server.ts";
import { jsonKind } from "../sources/json/json-source.ts";
import { runOptOut } from "./run-opt-out.ts";
import { World } from "./world.ts";

const withJsonKind = `--import=${new URL("with-json-kind.ts", import.meta.url).href}`;
const carol = authorOfName("notes", "Carol")?.reference ?? "";

let server: JsonServer;
let world: World;
let page: string;

const shown = () =>
  world.channel
    .threads()
    .flatMap((thread) => thread.messages.map(({ text }) => text))
    .join("\n");

async function command(name: string, options: Record<string, string | number>): Promise<string> {
  const answer = await world.moderator.command(name, options);
  return JSON.stringify((await answer.settled()).message);
}

const optOut = (...args: readonly string[]) =>
  runOptOut({ ...world.settings, NODE_OPTIONS: withJsonKind }, ...args);

beforeEach(async () => {
  server = await JsonServer.open();
  page = server.addThread({ title: "Tides" }).id;
  server.addComment({ thread: page, by: "Carol", text: "The moon pulls." });
  server.addComment({ thread: page, by: "Bob", text: "So does the sun." });
  world = await World.open({
    kinds: { ...sourceKinds, json: jsonKind },
    environment: { SITES: `notes=json+${server.url}` },
  });
});
afterEach(async () => {
  await world.close();
  await server.close();
});

describe("an author who is only a name", () => {
  it("is shown without a link and without a score", async () => {
    await world.mirrored(server.addressOf(page));
    await world.discord.until(() => shown().includes("So does the sun."));
    const card = await command("lookup", { text: "moon" });
    expect(card).toContain("Carol");
    expect(card).not.toContain("/users/");
    expect(card + shown()).not.toMatch(/\bpoints?\b/);
  });

  it("can be looked up and followed by that name", async () => {
    await world.follow(server.addressOf(page), { authors: "carol" });
    await world.discord.until(() => shown().includes("The moon pulls."));
    server.addComment({ thread: page, by: "Bob", text: "And Jupiter." });
    server.addComment({ thread: page, by: "CAROL", text: "A little." });
    await world.discord.until(() => shown().includes("A little."));
    expect(shown()).not.toMatch(/the sun|Jupiter/);
    const found = await command("lookup", { author: "Carol" });
    expect(found).toContain("The moon pulls.");
    expect(found).toContain("A little.");
    expect(found).not.toContain("Jupiter");
  });

  it("cannot prove anything, and is told what to give to the operator", async () => {
    await world.mirrored(server.addressOf(page));
    await world.discord.until(() => shown().includes("The moon pulls."));
    const told = await command("privacy", { author: "Carol" });
    expect(told).toContain("everyone who signs with it counts as one author");
    expect(told).toContain(carol);
    expect(told).not.toContain("This is me");
    expect(told).not.toContain("Open the profile");
  });

  it("disappears with everyone who signs with that name once the operator opts it out, and comes back", async () => {
    server.addComment({ thread: page, by: " carol", text: "Nobody tells us apart." });
    await world.mirrored(server.addressOf(page));
    await world.discord.until(() => shown().includes("tells us apart"));
    expect(await optOut(carol)).toContain("is opted out");
    await world.discord.until(() => !/moon|apart/.test(shown()));
    server.addComment({ thread: page, by: "Carol", text: "Still here." });
    server.addComment({ thread: page, by: "Bob", text: "Me too." });
    await world.discord.until(() => shown().includes("Me too."));
    expect(shown()).not.toContain("Still here.");
    expect(await command("privacy", { author: "carol" })).toContain("Opted out since");
    expect(await optOut(carol, "--undo")).toContain("is back in");
    await world.discord.until(() => shown().includes("Still here."));
  });

  it("can be opted out by name by the operator, however it is written", async () => {
    await world.mirrored(server.addressOf(page));
    await world.discord.until(() => shown().includes("The moon pulls."));
    expect(await optOut("--site", "notes", "--name", " CAROL ")).toContain(`${carol} is opted out`);
    await world.discord.until(() => !shown().includes("moon"));
    expect(shown()).toContain("So does the sun.");
    expect(await optOut("--site", "notes", "--name", "Bob", "--undo")).toContain("there is nothing to undo");
    expect(await optOut("--site", "notes", "--name", "carol", "--undo")).toContain("is back in");
    await world.discord.until(() => shown().includes("The moon pulls."));
  });
});
