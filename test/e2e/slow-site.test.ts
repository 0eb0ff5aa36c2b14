import { afterEach, expect, it } from "vitest";
import { World } from "./world.ts";

let world: World;
afterEach(() => world.close());

it("a site whose polls take longer than their interval is still swept", async () => {
  // A request every 1.5 s, with a poll due every second.
  world = await World.withSample({ environment: { SITE_REQUESTS_PER_MINUTE: "40" } });
  const post = world.forum.addPost({ title: "Slow", html: "<p>x</p>", author: "Ines Okonkwo" });
  const comment = world.forum.addComment({
    postId: post._id,
    html: "<p>Soon gone.</p>",
    author: "Tobias Rehn",
  });
  const thread = await world.mirrored(`https://www.lesswrong.com/posts/${post._id}`);
  world.forum.deleteComment(comment._id);
  await world.bot.app.store.sweeps.forget({ site: "lesswrong" });
  await world.discord.until(() => thread.messages.every(({ content }) => !content.includes("Soon gone")));
  expect(thread.messages.at(-1)?.content).toContain("a deleted comment");
});
