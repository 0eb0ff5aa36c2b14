import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { sourceKinds } from "../../src/sources/index.ts";
import { JsonServer } from "../sources/json/json-server.ts";
import { jsonKind } from "../sources/json/json-source.ts";
import { World } from "./world.ts";

let server: JsonServer;
let world: World;
let page: string;

beforeAll(async () => {
  server = await JsonServer.open({ folder: "/our/forum" });
  page = server.addThread({ title: "Tides" }).id;
  server.addComment({ thread: page, text: "The moon pulls." });
  world = await World.open({
    kinds: { ...sourceKinds, json: jsonKind },
    // The first address begins like the second.
    environment: {
      SITES: `lesswrong=http://127.0.0.1:9,less=json+${server.url.replace("/forum", "/for")},notes=json+${server.url}/`,
    },
  });
});
afterAll(async () => {
  await world.close();
  await server.close();
});

describe("an address that is not understood", () => {
  it("is answered with addresses of each kind of site", async () => {
    const { content } = (await world.follow("https://example.org/t/page")).message;
    expect(content).toContain("`https://www.lesswrong.com/users/somebody`");
    expect(content).toContain(`/our/for/t/page\``);
    expect(content.split("\n").at(-1)).toBe(`The same goes for \`${server.url}\`.`);
    expect(content.match(/The same goes for/g)).toHaveLength(1);
  });
});

describe("a forum in a folder of its host", () => {
  it("is asked there, and links lead there", async () => {
    const mirrored = await world.mirrored(server.addressOf(page));
    const shown = () => mirrored.messages.map(({ content }) => content).join();
    await expect.poll(shown).toContain("The moon pulls.");
    expect(shown()).toContain(`${server.url}/t/page`);
    expect(server.requests.some((request) => request.startsWith("/our/forum/threads "))).toBe(true);
  });

  it("has no addresses outside that folder", async () => {
    for (const outside of ["/t/page", "/our/forums/t/page", "/our/t/page"]) {
      const answer = await world.follow(new URL(outside, server.url).href);
      expect(JSON.stringify(answer.message)).toContain("I cannot follow that address");
    }
  });
});
