import type { UserRecord } from "loopback-forum/records.ts";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { runOptOut } from "./run-opt-out.ts";
import { World } from "./world.ts";

let world: World;
let ann: UserRecord;

beforeEach(async () => {
  world = await World.withSample();
  ann = world.forum.addUser({ displayName: "Ann Tide" });
});
afterEach(() => world.close());

const clock = () => world.post("harbour clock");
const profile = () => `https://www.lesswrong.com/users/${ann.slug}`;

/** Runs the script on the database of the running bot. */
const optOut = (...args: readonly string[]) =>
  runOptOut({ ...world.settings, SITES: `lesswrong=${world.forum.apiUrl("lesswrong")}` }, ...args);

describe("npm run opt-out", () => {
  it("is carried out by the running bot, listed, and undone", async () => {
    world.forum.addComment({ postId: clock()._id, userId: ann._id, html: "<p>Ann was here.</p>" });
    await world.mirrored(`https://www.lesswrong.com/posts/${clock()._id}/${clock().slug}`);
    const shows = () =>
      world.channel.threads()[0]?.messages.some(({ text }) => text.includes("Ann was here"));
    expect(shows()).toBe(true);
    expect(await optOut(profile())).toContain(`lesswrong:user:${ann._id} is opted out`);
    await world.discord.until(() => !shows());
    expect(await optOut("--list")).toContain(`lesswrong:user:${ann._id}  out since`);
    expect(await optOut(profile(), "--undo")).toContain("is back in");
    await world.discord.until(() => shows());
    expect(await optOut("--list")).toBe("No one has opted out.\n");
  });

  it("reports what is wrong and changes nothing", async () => {
    expect(await optOut()).toContain("name the author");
    expect(await optOut("--everybody")).toContain("Nothing was changed");
    expect(await optOut("https://www.lesswrong.com/users/nobody-at-all")).toContain("has no author at");
    expect(await optOut("https://example.org/users/ann")).toContain("not the address of a profile");
    expect(await optOut("--site", "lesswrong", "--name", "Ann Tide")).toContain("LessWrong has accounts");
    expect(await optOut("--site", "eaforum", "--name", "Ann Tide")).toContain("eaforum is not in SITES");
    expect(await optOut("--list")).toBe("No one has opted out.\n");
  });

  it("takes either an address or a name with its site, not a mixture", async () => {
    expect(await optOut("--site", "lesswrong")).toContain("name the author");
    expect(await optOut("--name", "Ann Tide")).toContain("name the author");
    expect(await optOut(profile(), "--site", "lesswrong", "--name", "Bob")).toContain("name the author");
    expect(await optOut("--list")).toBe("No one has opted out.\n");
  });
});
