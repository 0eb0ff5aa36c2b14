import { afterEach, describe, expect, it } from "vitest";
import type { Capabilities } from "../../src/sources/capabilities.ts";
import { sourceKinds } from "../../src/sources/index.ts";
import { JsonServer } from "../sources/json/json-server.ts";
import { jsonKindWith } from "../sources/json/json-source.ts";
import { said, shown } from "./reading.ts";
import { World } from "./world.ts";

let server: JsonServer;
let world: World;
let page: string;

async function open(
  changes: Partial<Capabilities>,
  options?: { readonly mostListed: number; readonly countsAll?: boolean },
): Promise<void> {
  server = await JsonServer.open(options);
  page = server.addThread({ title: "Tides" }).id;
  world = await World.open({
    kinds: { ...sourceKinds, json: jsonKindWith(changes) },
    environment: { SITES: `notes=json+${server.url}` },
  });
}

afterEach(async () => {
  await world.close();
  await server.close();
});

const add = (text: string) => server.addComment({ thread: page, text }).id;
const mirrored = () => world.mirrored(server.addressOf(page));

describe("a site that loses track of what changed", () => {
  it("has all its threads read again, because its polls name none", async () => {
    await open({});
    const other = server.addThread({ title: "Tables" }).id;
    const first = add("First.");
    const threads = [await mirrored(), await world.mirrored(server.addressOf(other))] as const;
    await expect.poll(() => shown(threads[0])).toContain("First.");
    add("Second.");
    server.edit(first, "First, edited.");
    server.addComment({ thread: other, text: "Elsewhere." });
    server.loseTrack();
    await expect.poll(() => shown(threads[0])).toMatch(/First, edited\..*Second\./s);
    await expect.poll(() => shown(threads[1])).toContain("Elsewhere.");
  });
});

describe("a site where only absence shows a deletion", () => {
  it("has a comment taken down if a complete thread lacks it", async () => {
    await open({ deletions: "by-absence" });
    const [doomed, held] = [add("Doomed."), add("Held."), add("Kept.")];
    const thread = await mirrored();
    await expect.poll(() => shown(thread)).toContain("Kept.");
    server.remove(doomed ?? "");
    server.hold(held ?? "");
    await expect.poll(() => shown(thread)).not.toMatch(/Doomed|Held/);
    server.hold(held ?? "", false);
    await expect.poll(() => shown(thread)).toContain("Held.");
    expect(shown(thread)).toContain("Kept.");
  });

  it.each([
    ["part of a thread", true],
    ["window", false],
  ])("keeps comments that a %s lacks", async (_, countsAll) => {
    await open({ deletions: "by-absence" }, { mostListed: 2, countsAll });
    const removed = add("Removed.");
    add("Kept.");
    const thread = await mirrored();
    await expect.poll(() => shown(thread)).toContain("Kept.");
    for (const text of ["Third.", "Fourth.", "Fifth."]) {
      add(text);
      await expect.poll(() => shown(thread)).toContain(text);
    }
    server.remove(removed);
    add("Last.");
    await expect.poll(() => shown(thread)).toContain("Last.");
    expect(shown(thread)).toMatch(/Removed\..*Kept\..*Third\..*Fourth\..*Fifth\./s);
  });
});

describe("a site that lists only a window of its newest comments", () => {
  it("is never said to be mirrored completely", async () => {
    await open({}, { mostListed: 2, countsAll: false });
    for (const text of ["Old.", "Newer.", "Newest."]) add(text);
    const answer = await world.follow(server.addressOf(page));
    await answer.settled(({ message }) => /Mirrored (?:all|the)/.test(message.content));
    expect(answer.message.content).toContain("Mirrored the newest");
    expect(shown(world.channel.threads()[0])).not.toContain("Old.");
  });
});

describe("a site that allows few requests a day", () => {
  it("is asked again a few hours after they are used up", async () => {
    await open({ requestsPerDay: 1 });
    await world.follow(server.addressOf(page));
    const other = server.addThread({ title: "Tables" }).id;
    const refused = await world.follow(server.addressOf(other));
    expect(refused.message.content).toBe(
      "I have used up the requests that notes allows in 24 hours. Try again in a few hours.",
    );
  });

  it("has its requests counted across restarts", async () => {
    await open({ requestsPerDay: 1 });
    await world.follow(server.addressOf(page));
    await world.stopBot();
    const asked = server.requests.length;
    await world.startBot();
    const other = server.addThread({ title: "Tables" }).id;
    const refused = await world.follow(server.addressOf(other));
    expect(refused.message.content).toMatch(/I have used up the requests that notes allows in 24 hours/);
    expect(await world.ask("status")).toContain("1 of at most 1 requests");
    expect(server.requests).toHaveLength(asked);
  });

  it("is said to be the reason while a follow waits for them", async () => {
    await open({ requestsPerDay: 3 });
    const answer = await world.follow(server.addressOf(page));
    await answer.settled(({ message }) => message.content.includes("used up"));
    expect(answer.message.content).toContain(
      "⚠️ I have used up the requests that notes allows in 24 hours. I will keep trying.",
    );
    expect(said(await world.moderator.command("following"))).toContain("I have used up the requests");
  });

  it("has its archived comments shown meanwhile, with that reason", async () => {
    await open({ requestsPerDay: 3 });
    const comment = server.addressOf(page, add("First."));
    const ask = async (name: string, options: Record<string, string>) =>
      said(await (await world.moderator.command(name, options)).settled());
    expect(await ask("lookup", { text: comment })).toContain("First.");
    expect(await ask("context", { comment })).toMatch(
      /^I have used up the requests that notes allows in 24 hours\. This is what the archive has/,
    );
  });
});
