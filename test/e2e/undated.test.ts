import type { LoopbackThread } from "loopback-discord/driver/thread.ts";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { sourceKinds } from "../../src/sources/index.ts";
import { JsonServer } from "../sources/json/json-server.ts";
import { jsonKind } from "../sources/json/json-source.ts";
import { World } from "./world.ts";

let server: JsonServer;
let world: World;
let page: string;

beforeEach(async () => {
  server = await JsonServer.open();
  page = server.addThread({ title: "Tides" }).id;
  world = await World.open({
    kinds: { ...sourceKinds, json: jsonKind },
    environment: { SITES: `notes=json+${server.url}` },
  });
});
afterEach(async () => {
  await world.close();
  await server.close();
});

const add = (text: string, isDated: boolean) => server.addComment({ thread: page, text, isDated }).id;
const follow = (backfill: number) => world.mirrored(server.addressOf(page), { backfill });
const shown = (thread: LoopbackThread) =>
  thread.messages.flatMap(({ content }) => /^(?:One|Two|Three|Four|Later|Last)\./m.exec(content) ?? []);

describe("comments without dates on a site that numbers them", () => {
  it("are limited by the backfill, even when the thread is read again", async () => {
    for (const text of ["One.", "Two.", "Three.", "Four."]) add(text, false);
    const thread = await follow(2);
    await expect.poll(() => shown(thread)).toEqual(["Three.", "Four."]);
    add("Later.", false);
    await expect.poll(() => shown(thread)).toEqual(["Three.", "Four.", "Later."]);
  });

  it("are counted together with dated ones", async () => {
    add("One.", true);
    add("Two.", false);
    add("Three.", true);
    add("Four.", false);
    const thread = await follow(3);
    await expect.poll(() => shown(thread)).toEqual(["Two.", "Three.", "Four."]);
    add("Later.", true);
    add("Last.", false);
    await expect.poll(() => shown(thread)).toEqual(["Two.", "Three.", "Four.", "Later.", "Last."]);
  });

  it.each([
    [0, ["Three.", "Later."]],
    [1, ["Two.", "Three.", "Later."]],
  ])(
    "are mirrored if written between /follow and the first reading (backfill %i)",
    async (backfill, expected) => {
      for (const text of ["One.", "Two."]) add(text, false);
      let readings = 0;
      server.onRequest = (path) => {
        if (!path.startsWith("/threads/")) return;
        readings += 1;
        // The command itself reads the page first.
        if (readings === 2) add("Three.", false);
      };
      const thread = await follow(backfill);
      add("Later.", false);
      await expect.poll(() => shown(thread)).toEqual(expected);
    },
  );

  it("are left out with all other past comments if none are wanted", async () => {
    add("One.", false);
    add("Two.", true);
    add("Three.", false);
    const thread = await follow(0);
    add("Later.", false);
    await expect.poll(() => shown(thread)).toEqual(["Later."]);
  });
});
