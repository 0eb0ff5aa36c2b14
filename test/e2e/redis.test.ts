import type { LoopbackThread } from "loopback-discord/driver/thread.ts";
import type { CommentRecord, PostRecord } from "loopback-forum/records.ts";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { hasRedis, needsRedis, RedisServer } from "../archive/redis-server.ts";
import { mirroredIds, said } from "./reading.ts";
import { World } from "./world.ts";

const archiveWaits = { callMs: 1_500, startMs: 1_500, retryMs: 50 };

interface Fault {
  readonly begin: () => Promise<unknown>;
  readonly end: () => Promise<unknown>;
  /** Matches the operator's page while it lasts. */
  readonly page: RegExp;
}

describe.skipIf(!hasRedis)(`a Redis that holds the archive of the whole bot ${needsRedis}`, () => {
  let redis: RedisServer;
  let world: World;
  let post: PostRecord;
  let first: CommentRecord;
  let second: CommentRecord;
  let thread: LoopbackThread;

  beforeEach(async () => {
    redis = await RedisServer.start();
    world = await World.open({ environment: { CACHE_URL: redis.url, HTTP_PORT: "0" }, archiveWaits });
    post = world.forum.addPost({ title: "A discussion", html: "<p>Begin.</p>", author: "Ines" });
    first = world.forum.addComment({ postId: post._id, html: "<p>The heliotrope was first.</p>" });
    second = world.forum.addComment({ postId: post._id, html: "<p>The marigold was second.</p>" });
    thread = await world.mirrored(`https://www.lesswrong.com/posts/${post._id}`);
  });
  afterEach(async () => {
    await world.close();
    await redis.close();
  });

  const memory = async (policy: string, bytes: string) => {
    await redis.send("CONFIG", "SET", "maxmemory-policy", policy);
    await redis.send("CONFIG", "SET", "maxmemory", bytes);
  };
  const faults: Readonly<Record<string, Fault>> = {
    lost: {
      begin: () => redis.signal("SIGKILL"),
      end: () => redis.start(),
      page: /archive: does not answer since/,
    },
    stopped: {
      begin: () => redis.signal("SIGSTOP"),
      end: () => redis.signal("SIGCONT"),
      page: /archive: does not answer since/,
    },
    "busy with a script that does not end": {
      begin: async () => {
        await redis.send("CONFIG", "SET", "lua-time-limit", "1");
        redis.send("EVAL", "while true do end", "0").catch(() => undefined);
        await expect.poll(() => redis.send("PING").catch(String)).toContain("BUSY");
      },
      end: () => redis.send("SCRIPT", "KILL"),
      page: /archive: (does not answer|refuses new records) since/,
    },
    full: {
      begin: () => memory("noeviction", "1"),
      end: () => memory("noeviction", "0"),
      page: /archive: refuses new records since/,
    },
  };

  const status = async () => said(await (await world.moderator.command("status")).settled());
  const page = async (path = "/") => await (await fetch(`${world.bot.http?.url}${path}`)).text();
  const contentOf = (id: string) =>
    thread.messages.find(({ content }) => content.includes(id))?.content ?? "";

  /** A reply shows the words of its parent, and an edit changes one message, whether or not the archive works. */
  async function goOn(words: string): Promise<void> {
    const before = mirroredIds(thread).length;
    const reply = world.forum.addComment({
      postId: post._id,
      parentCommentId: second._id,
      html: `<p>In answer to the ${words}.</p>`,
    });
    world.forum.editComment(first._id, `<p>The heliotrope was ${words}.</p>`);
    await world.discord.until(() => mirroredIds(thread).includes(reply._id));
    await world.discord.until(() => contentOf(first._id).includes(`was ${words}.`));
    expect(contentOf(reply._id)).toContain("The marigold was second.");
    expect(mirroredIds(thread)).toHaveLength(before + 1);
  }

  it.each(Object.entries(faults))(
    "holds nothing up while it is %s, the fault shows, and afterwards everything works",
    async (_name, fault) => {
      expect(await page()).toContain("archive: answers");
      await fault.begin();
      await goOn("lavender");
      await expect.poll(status).toContain("My cache");
      expect(await page()).toMatch(fault.page);
      expect(await page()).toContain("all is well");
      expect(await page("/metrics")).toContain("commonplace_archive_working 0");
      const quoted = await world.moderator.command("quote", {
        comment: `lesswrong:comment:${second._id}`,
        passage: "The marigold",
      });
      expect(said(await quoted.settled())).toContain("The marigold");
      await fault.end();
      await expect.poll(status).not.toContain("My cache");
      expect(await page("/metrics")).toContain("commonplace_archive_working 1");
      expect(String(await redis.send("GET", `comments::lesswrong:comment:${first._id}`))).toContain(
        "lavender",
      );
      await goOn("saffron");
    },
  );

  it("may evict anything at any time: nothing is lost or shown twice, and there is no fault to show", async () => {
    const used = Number(/used_memory:(\d+)/.exec(String(await redis.send("INFO", "memory")))?.[1]);
    await memory("allkeys-lru", String(used + 20_000));
    await goOn("lavender");
    await redis.send("FLUSHALL");
    await goOn("saffron");
    expect(await status()).not.toContain("My cache");
    expect(await page()).toContain("archive: answers");
    await memory("allkeys-lru", "0");
    await goOn("thyme");
    expect(new Set(mirroredIds(thread)).size).toBe(mirroredIds(thread).length);
  });
});
