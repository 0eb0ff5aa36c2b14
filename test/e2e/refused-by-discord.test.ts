import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { MovableClock } from "./movable-clock.ts";
import { mirroredIds, visibleIds } from "./reading.ts";
import { World } from "./world.ts";

const tenMinutesMs = 10 * 60_000;

let world: World;

const clockPost = () => world.post("harbour clock");
const followAll = async () => {
  for (const title of ["harbour clock", "marginal", "recipe"]) {
    const post = [...world.forum.database("lesswrong").posts.values()].find((one) =>
      one.title.includes(title),
    );
    if (post !== undefined) await world.follow(`https://www.lesswrong.com/posts/${post._id}`);
  }
};

async function status(): Promise<string> {
  return (await world.moderator.command("status")).message.content;
}

describe.each([
  ["403 from a firewall", { kind: "status", status: 403, body: { message: "Forbidden", code: 0 } }],
  [
    "403 for missing access",
    { kind: "status", status: 403, body: { message: "Missing Access", code: 50001 } },
  ],
  ["401", { kind: "status", status: 401 }],
  ["429 with no word for how long", { kind: "status", status: 429, body: { message: "no", code: 0 } }],
  ["429 with the shortest wait", { kind: "429", retryAfterMs: 1 }],
] as const)("a Discord that answers everything with %s", (_, fault) => {
  let clock: MovableClock;

  beforeEach(async () => {
    clock = new MovableClock();
    world = await World.withSample({ clock });
  });
  afterEach(() => world.close());

  it("gets at most 100 invalid requests in ten minutes, even across restarts, and everything else later", async () => {
    await followAll();
    const injected = world.discord.inject({ route: /^\/(channels|webhooks|guilds)\//, fault });
    const before = world.discord.requests.length;
    for (let round = 0; round < 3; round += 1) {
      await clock.sleep(1_000);
      await world.stopBot();
      await world.startBot();
    }
    await clock.sleep(1_000);
    expect(world.discord.invalidRequests).toBeLessThanOrEqual(100);
    expect(world.discord.requests.length).toBeGreaterThan(before);
    expect(await status()).toMatch(/Discord refused \d+ requests? within ten minutes/);
    injected.remove();
    clock.travel(tenMinutesMs + 20_000);
    const expected = visibleIds(world.forum, "lesswrong", clockPost()._id);
    await world.discord.until(() =>
      world.channel.threads().some((thread) => mirroredIds(thread).length === expected.length),
    );
    expect(await status()).not.toContain("Discord refused");
  });
});
