import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { postedKey } from "../../src/archive/open-archive.ts";
import { forgetGuild } from "../../src/mirror/follows/forget-guild.ts";
import { World } from "./world.ts";

let world: World;

beforeEach(async () => {
  world = await World.withSample();
});
afterEach(() => world.close());

const clock = () => world.post("harbour clock");
const clockUrl = () => `https://www.lesswrong.com/posts/${clock()._id}/${clock().slug}`;

describe("a server that is forgotten", () => {
  it("leaves nothing in the store and no texts, while its forum posts stay as they are", async () => {
    const long = world.forum.addComment({
      postId: clock()._id,
      html: `<p>${"Long enough for two messages. ".repeat(100)}</p>`,
      author: "Ann",
    });
    const post = await world.mirrored(clockUrl());
    const { store, archive } = world.bot.app;
    const [follow] = await store.follows.ofGuild(world.guild.id);
    const [thread] = await store.threads.ofFollow(follow?.id ?? 0);
    const key = postedKey(thread?.id ?? 0, `lesswrong:comment:${long._id}`);
    expect(await archive.posted.get(key)).toBeDefined();
    const count = post.messages.length;
    await forgetGuild(world.bot.app, world.guild.id);
    expect(await archive.posted.get(key)).toBeUndefined();
    expect(Object.values(await store.guildData.export(world.guild.id)).flat()).toEqual([]);
    expect(post.messages.length).toBe(count);
  });

  it("can follow the same target again", async () => {
    await world.mirrored(clockUrl());
    await forgetGuild(world.bot.app, world.guild.id);
    await world.mirrored(clockUrl());
    expect(world.channel.threads()).toHaveLength(2);
  });
});
