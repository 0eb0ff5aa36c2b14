import { afterEach, describe, expect, it } from "vitest";
import { World } from "./world.ts";

let world: World;
afterEach(() => world.close());

const thread = async () => {
  const [follow] = await world.bot.app.store.follows.all();
  const threads = await world.bot.app.store.threads.ofFollow(follow?.id ?? 0);
  return threads.find(({ title }) => title === "Shy");
};

describe.each([
  {
    name: "to the drafts",
    hide: (id: string, isSo: boolean) =>
      world.forum.changePost(id, (post) => Object.assign(post, { draft: isSo })),
  },
  {
    name: "behind the login",
    hide: (id: string, isSo: boolean) =>
      world.forum.changePost(id, (post) => Object.assign(post, { onlyVisibleToLoggedIn: isSo })),
  },
])("a post that goes $name before its forum post is made", ({ hide }) => {
  it.each(["/posts/", "/"])("is mirrored once visitors may see it (%s)", async (path) => {
    world = await World.open();
    world.forum.addPost({ title: "Public", html: "<p>Other.</p>", author: "Ada" });
    const { _id: id } = world.forum.addPost({ title: "Shy", html: "<p>Begin.</p>", author: "Ada" });
    world.forum.addComment({ postId: id, html: "<p>First words.</p>" });
    const failing = world.forum.inject({
      kind: "status",
      times: 1000,
      match: ({ operation, variables }) => operation === "ReadThread" && variables.id === id,
    });
    await world.follow(`https://www.lesswrong.com${path === "/" ? path : path + id}`);
    await expect.poll(() => failing.struck).toBeGreaterThan(0);
    hide(id, true);
    failing.remove();
    const forget = () => world.bot.app.store.sweeps.forget({ site: "lesswrong" });
    const isRead = async () => (await thread())?.sweptAtMs !== undefined;
    await expect.poll(isRead).toBe(true);
    await forget();
    await expect.poll(async () => (await thread())?.sweptAtMs).toBeDefined();
    const mirrored = () => world.channel.threads().find(({ name }) => name.includes("Shy"));
    expect(mirrored()).toBeUndefined();
    expect((await thread())?.state).toBe("planned");
    hide(id, false);
    await expect
      .poll(
        async () => {
          await forget();
          return mirrored()?.messages.map(({ text }) => text.includes("First words."));
        },
        { interval: 300 },
      )
      .toEqual([false, true]);
  });
});
