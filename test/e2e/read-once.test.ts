import { afterEach, expect, it } from "vitest";
import { mirroredIds } from "./reading.ts";
import { World } from "./world.ts";

let world: World;
afterEach(() => world.close());

it("reads a new post once, however many servers follow its site", async () => {
  world = await World.withSample({ environment: { POLL_INTERVAL_SECONDS: "5" } });
  await world.follow("https://www.lesswrong.com/", { backfill: 0 });
  const channels = [world.channel];
  for (let index = 0; index < 5; index += 1) {
    const guild = world.discord.addGuild({ name: `Server ${index}` });
    const channel = guild.addForumChannel({ name: "discussions" });
    const moderator = guild.addMember({ name: "Mod", permissions: ["ManageThreads"] });
    const url = "https://www.lesswrong.com/";
    await (await moderator.command("follow", { url, channel: channel.id, backfill: 0 })).settled();
    channels.push(channel);
  }
  const { follows } = world.bot.app.store;
  const isBegun = async () =>
    (await follows.ofSite("lesswrong")).map(({ backfilledAtMs }) => backfilledAtMs !== undefined);
  await expect.poll(isBegun).toEqual(channels.map(() => true));
  const posts = ["One", "Two"].map((title) =>
    world.forum.addPost({ title, html: "<p>x</p>", author: "Ada" }),
  );
  const comments = posts.map(({ _id }) => world.forum.addComment({ postId: _id, author: "Bo" })._id);
  const shown = () =>
    channels.map((channel) =>
      channel
        .threads()
        .flatMap((thread) => mirroredIds(thread))
        .sort(),
    );
  await expect.poll(() => shown(), { timeout: 40_000 }).toEqual(channels.map(() => comments.toSorted()));
  const readings = world.forum.requests.filter(
    ({ operation, variables }) => operation === "ReadThread" && posts.some(({ _id }) => _id === variables.id),
  );
  expect(readings).toHaveLength(2);
}, 90_000);
