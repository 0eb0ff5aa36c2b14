import { afterEach, expect, it } from "vitest";
import { hasRedis, needsRedis, RedisServer } from "../archive/redis-server.ts";
import { World } from "./world.ts";

let world: World;
let redis: RedisServer;

afterEach(async () => {
  await world.close();
  await redis.close();
});

it.skipIf(!hasRedis)(
  `tombstones disappear if the server wants that, even if the archive did not answer at the time ${needsRedis}`,
  async () => {
    redis = await RedisServer.start();
    world = await World.open({ environment: { CACHE_URL: redis.url } });
    const { _id: postId } = world.forum.addPost({ title: "A matter", html: "<p>Begin.</p>", author: "Ada" });
    world.forum.addComment({ postId, html: "<p>Stays.</p>" });
    const { _id: doomed } = world.forum.addComment({ postId, html: "<p>Soon taken back.</p>" });
    const thread = await world.mirrored(`https://www.lesswrong.com/posts/${postId}`);
    const shows = (words: string) => thread.messages.some(({ text }) => text.includes(words));
    world.forum.deleteComment(doomed, { isPublic: true });
    await world.bot.app.store.sweeps.forget({ site: "lesswrong" });
    await world.discord.until(() => shows("a deleted comment"));
    await world.bot.app.archive.settled();
    await redis.signal("SIGKILL");
    await world.moderator.press(await world.moderator.command("settings"), "Remove messages");
    await expect.poll(() => world.bot.app.archive.fault()?.kind).toBe("away");
    await redis.start();
    // Records lost with the storage are read again.
    await world.bot.app.store.sweeps.forget({ site: "lesswrong" });
    await world.discord.until(() => !shows("a deleted comment"));
    expect(shows("Stays.")).toBe(true);
  },
);
