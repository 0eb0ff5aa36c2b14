import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { privacyIds } from "../../src/discord/kit/controls.ts";
import { sourceKinds } from "../../src/sources/index.ts";
import { JsonServer } from "../sources/json/json-server.ts";
import { jsonKindWith } from "../sources/json/json-source.ts";
import { pressAs } from "./forge.ts";
import { World } from "./world.ts";

let server: JsonServer;
let world: World;

const user = "notes:user:Carol";

beforeAll(async () => {
  server = await JsonServer.open();
  const page = server.addThread({ title: "Tides" }).id;
  server.addComment({ thread: page, by: "Carol", text: "The moon pulls." });
  world = await World.open({
    kinds: { ...sourceKinds, json: jsonKindWith({ authors: "accounts" }) },
    environment: { SITES: `notes=json+${server.url}` },
  });
  await world.mirrored(server.addressOf(page));
});
afterAll(async () => {
  await world.close();
  await server.close();
});

const command = async (name: string, options: Record<string, string>) =>
  await (await world.moderator.command(name, options)).settled();

describe("an author whose page on the site has no room for words", () => {
  it("is told to ask the operator, because there is no place for a code", async () => {
    const told = JSON.stringify((await command("privacy", { author: "Carol" })).message);
    expect(told).toContain("notes has no page on which an author could prove who they are");
    expect(told).toContain(user);
    expect(told).toContain("Open the profile");
    expect(told).not.toContain("This is me");
  });

  it("gets no code from an older button either", async () => {
    const shown = await command("privacy", {});
    const id = privacyIds.controls.write("code", { direction: "out", user });
    const told = JSON.stringify((await pressAs(world.moderator, shown, id)).message);
    expect(told).toContain("notes has no page on which an author could prove who they are");
    expect(told).not.toContain("Put this code");
  });

  it("has a profile that does not mention a missing bio", async () => {
    const shown = JSON.stringify((await command("profile", { user: "Carol" })).message);
    expect(shown).toContain("/u/Carol");
    expect(shown).not.toContain("No bio yet");
  });
});
