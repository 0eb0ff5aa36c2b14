import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { pressAs } from "./forge.ts";
import { mirroredIds } from "./reading.ts";
import { World } from "./world.ts";

let world: World;

beforeEach(async () => {
  world = await World.withSample();
});
afterEach(() => world.close());

const urlOf = (title: string) => {
  const post = world.post(title);
  return `https://www.lesswrong.com/posts/${post._id}/${post.slug}`;
};

describe("/following", () => {
  it("says where to start if nothing is followed", async () => {
    const answer = await world.moderator.command("following");
    expect(answer.message.content).toContain("Start with `/follow`");
    expect(answer.message.isEphemeral).toBe(true);
  });

  it("keeps a pause if an older view of the follow is retried or found in trouble", async () => {
    await world.mirrored(urlOf("harbour clock"));
    const { store, mirror } = world.bot.app;
    const [active] = await store.follows.all();
    if (active === undefined) throw new Error("nothing is followed");
    world.channel.setOverwrites([{ for: "bot", deny: ["ViewChannel"] }]);
    const stateOf = async () => (await store.follows.get(active.id))?.state;
    await expect.poll(stateOf).toBe("troubled");
    const troubled = await store.follows.get(active.id);
    await mirror.follows.pause(active);
    if (troubled !== undefined) await mirror.follows.resume(troubled);
    expect(await stateOf()).toBe("paused");
  });

  it("pauses, resumes and removes a follow with its buttons", async () => {
    await world.mirrored(urlOf("harbour clock"));
    const answer = await world.moderator.command("following");
    await (await world.moderator.select(answer, /choose/, ["1"])).settled();
    await (await world.moderator.press(answer, "Pause")).settled();
    expect(answer.message.content).toContain("paused");
    await (await world.moderator.press(answer, "Resume")).settled();
    expect(answer.message.content).toContain("active");
    await (await world.moderator.press(answer, "Remove")).settled();
    await (await world.moderator.press(answer, "Stop and keep forum post")).settled();
    expect(answer.message.content).toMatch(
      /^No longer following \*\*How the harbour clock.*stay.*follows nothing yet/s,
    );
    expect(world.channel.threads()).toHaveLength(1);
  });

  it("asks before ending a follow, and what should happen to its forum posts", async () => {
    await world.mirrored(urlOf("harbour clock"));
    const answer = await world.moderator.command("following");
    await (await world.moderator.select(answer, /choose/, ["1"])).settled();
    await (await world.moderator.press(answer, "Remove")).settled();
    expect(answer.message.content).toMatch(/^Stop following \*\*How.*\? Its forum post can stay as it is/s);
    await (await world.moderator.press(answer, "Cancel")).settled();
    expect(answer.message.content).toContain("active");
    const pressed = await pressAs(world.moderator, answer, "1|following|remove|0|1");
    expect(pressed.message.content).toContain("Stop following");
    expect(await world.bot.app.store.follows.all()).toHaveLength(1);
    await (await world.moderator.press(answer, "Stop and delete forum post")).settled();
    expect(answer.message.content).toContain("Its forum posts were deleted.");
    expect([world.channel.threads().length, (await world.bot.app.store.follows.all()).length]).toEqual([
      0, 0,
    ]);
  });

  it("lets everyone read and only moderators change", async () => {
    await world.mirrored(urlOf("harbour clock"));
    const reader = world.guild.addMember({ name: "Reader" });
    const answer = await reader.command("following");
    expect(answer.message.content).toContain("How the harbour clock lost eleven minutes");
    const pressed = await reader.select(answer, /choose/, ["1"]);
    await pressed.settled();
    expect(
      JSON.stringify([pressed.message.content, ...pressed.followUps.map((one) => one.content)]),
    ).toContain("Manage Threads");
  });

  it("shows five per page", async () => {
    const posts = [...world.forum.database("lesswrong").posts.values()].slice(0, 3);
    const users = [...world.forum.database("lesswrong").users.values()].slice(0, 4);
    for (const post of posts)
      await world.follow(`https://www.lesswrong.com/posts/${post._id}`, { backfill: 0 });
    for (const user of users)
      await world.follow(`https://www.lesswrong.com/users/${user.slug}`, { backfill: 0 });
    const answer = await world.moderator.command("following");
    expect(answer.message.content).toContain("Page 1 of 2");
    await (await world.moderator.press(answer, "Next")).settled();
    expect(answer.message.content).toContain("Page 2 of 2");
  });

  it("shows five of the longest titles, long enough to recognise them", async () => {
    for (let index = 0; index < 5; index += 1) {
      const title = `${index} ${"On *the* [keeping] of clocks ".repeat(12)}`;
      const post = world.forum.addPost({ title, html: "<p>x</p>", author: "Ines Okonkwo" });
      world.forum.addUser({ displayName: `Somebody ${index}`, slug: `${"somebody-".repeat(20)}${index}` });
      const authors = `https://www.lesswrong.com/users/${"somebody-".repeat(20)}${index}`;
      await world.follow(`https://www.lesswrong.com/posts/${post._id}`, { authors });
    }
    const answer = await world.moderator.command("following");
    const text = String(answer.message.embeds[0]?.description);
    expect(text.match(/^\*\*Post\*\* \d On/gm)).toHaveLength(5);
    await (await world.moderator.select(answer, /choose/, ["1"])).settled();
    await (await world.moderator.press(answer, "Remove")).settled();
    await (await world.moderator.press(answer, /^Stop and keep/)).settled();
    expect(answer.message.content).toContain("No longer following");
    expect(answer.message.content + JSON.stringify(answer.message.embeds)).not.toContain("**Post** 0 On");
  });

  it("says, as /follow does, what a follow leaves out", async () => {
    const filters = { "min-score": 1, authors: "Ines Okonkwo, @trehn" };
    const followed = await world.follow(urlOf("harbour clock"), filters);
    const said = ", at least 1 point, only by ines-okonkwo, trehn → ";
    expect(followed.message.content).toContain(said);
    const answer = await world.moderator.command("following");
    expect(answer.message.content).toContain("active · at least 1 point · only by ines-okonkwo, trehn · ");
  });

  it("shows a server only its own", async () => {
    await world.mirrored(urlOf("harbour clock"));
    const other = world.discord.addGuild({ name: "Elsewhere" });
    await world.discord.until(() => world.bot.gateway.guild(other.id) !== undefined);
    expect((await other.owner.command("following")).message.content).toContain("follows nothing yet");
  });
});

describe("/unfollow", () => {
  it("offers this server's follows and keeps the posts", async () => {
    await world.mirrored(urlOf("harbour clock"));
    const [choice] = await world.moderator.autocomplete("unfollow", { follow: "HARBOUR" }, "follow");
    expect(choice?.name).toBe("Post How the harbour clock lost eleven minutes");
    const answer = await world.moderator.command("unfollow", { follow: String(choice?.value) });
    await answer.settled();
    expect(answer.message.content).toContain("Its forum posts stay");
    expect(world.channel.threads()).toHaveLength(1);
  });

  it("ends a follow named by the address or id of its target", async () => {
    const { _id: id, slug } = world.post("harbour clock");
    for (const follow of [`https://www.alignmentforum.org/posts/${id}/${slug}`, id]) {
      await world.mirrored(urlOf("harbour clock"));
      const answer = await world.moderator.command("unfollow", { follow });
      await answer.settled();
      expect(answer.message.content).toContain("No longer following");
    }
    await world.mirrored(urlOf("harbour clock"));
    const other = await world.moderator.command("unfollow", { follow: urlOf("Toy auctions") });
    await other.settled();
    expect(other.message.content).toContain("no such follow");
  });

  it("removes the posts when asked", async () => {
    await world.mirrored(urlOf("harbour clock"));
    const answer = await world.moderator.command("unfollow", { follow: "1", "remove-posts": true });
    await answer.settled();
    expect(world.channel.threads()).toHaveLength(0);
  });

  it("keeps the follow and says what is in the way if its posts cannot be removed", async () => {
    const thread = await world.mirrored(urlOf("harbour clock"));
    world.channel.setOverwrites([{ for: "bot", deny: ["ManageThreads"] }]);
    const answer = await world.moderator.command("unfollow", { follow: "1", "remove-posts": true });
    await answer.settled();
    expect(answer.message.content).toMatch(
      /^I could not delete all of its forum posts, so the follow continues\. I lack \*\*Manage Posts\*\* .* then try again\./,
    );
    world.channel.setOverwrites([]);
    const comment = world.forum.addComment({ postId: world.post("harbour clock")._id, html: "<p>On.</p>" });
    await world.discord.until(() => mirroredIds(thread).includes(comment._id));
  });

  it("says so if there is no such follow", async () => {
    const answer = await world.moderator.command("unfollow", { follow: "99" });
    await answer.settled();
    const said = [answer.message.content, ...answer.followUps.map((one) => one.content)].join();
    expect(said).toContain("no such follow");
  });
});

describe("/status and /help", () => {
  it("report how each site is doing and how to add the bot", async () => {
    await world.mirrored(urlOf("harbour clock"));
    const { message } = await world.moderator.command("status");
    expect(message.content).toMatch(
      /\*\*LessWrong\*\*: polled <t:\d+:R>, \d+ requests in the last minute, 0 messages waiting/,
    );
    expect(message.content).toContain("**EA Forum**: nothing followed");
    expect(message.content).toContain(`client_id=${world.discord.applicationId}`);
  });

  it("report which site is failing", async () => {
    await world.mirrored(urlOf("harbour clock"));
    world.forum.inject({ kind: "html-challenge", times: 1000 });
    await world.discord.until(() => world.bot.app.sources.get("lesswrong")?.health().lastError !== undefined);
    expect((await world.moderator.command("status")).message.content).toContain("failing: outage");
  });

  it("tell those who installed the bot for themselves what works for them", async () => {
    const { message } = await world.discord.addUser({ name: "Stranger" }).command("help");
    expect(message.content).toMatch(/^- <\/lookup:\d+>: /m);
    expect(JSON.stringify(message.components)).toContain("https://discord.com/oauth2/authorize?");
    expect(message.content).not.toMatch(/\/follow|\*Apps\*/);
  });

  it("name every command", async () => {
    const { message } = await world.moderator.command("help");
    expect(message.content).toContain("from LessWrong, Alignment Forum, and EA Forum into");
    const slash = world.discord.commands().filter(({ type }) => type === 1);
    for (const { name } of slash) expect(`${message.content}/help`).toContain(`/${name}`);
  });
});

describe("commands", () => {
  it("are sent to Discord only if they differ from what it has", async () => {
    const writes = () =>
      world.discord.requests.filter(({ method, route }) => method === "PUT" && route.includes("commands"));
    const readings = () =>
      world.discord.requests.filter(({ method, route }) => method === "GET" && route.includes("commands"));
    expect(writes()).toHaveLength(1);
    await world.stopBot();
    await world.startBot();
    await world.discord.until(() => readings().length === 2);
    // If the bot writes the commands after reading them, it does so before it has answered all of these.
    for (let asked = 0; asked < 3; asked += 1) await world.moderator.command("status");
    expect(writes()).toHaveLength(1);
  });

  it("say plainly that a button is too old", async () => {
    await world.mirrored(urlOf("harbour clock"));
    const answer = await world.moderator.command("following");
    const menu = answer.message.components[0];
    if (menu !== undefined && "components" in menu)
      Object.assign(menu.components[0] ?? {}, { custom_id: "0:old" });
    const pressed = await world.moderator.select(answer, /0:old/, ["1"]);
    expect(pressed.message.content).toContain("older version");
  });
});

describe("polling", () => {
  it("asks a site once per poll, however many follows it has", async () => {
    const posts = [...world.forum.database("lesswrong").posts.values()];
    const users = [...world.forum.database("lesswrong").users.values()];
    const urls = [
      ...posts.map((post) => `https://www.lesswrong.com/posts/${post._id}`),
      ...users.map((user) => `https://www.lesswrong.com/users/${user.slug}`),
    ];
    const [beyond] = world.forum.database("eaforum").posts.keys();
    await world.follow(`https://forum.effectivealtruism.org/posts/${beyond}`, { backfill: 0 });
    for (const url of urls.slice(0, 20)) await world.follow(url, { backfill: 0 });
    const polls = (name: string) => world.forum.requests.filter(({ site }) => site === name).length;
    const isQuiet = async () =>
      (await world.bot.app.store.threads.all()).every((one) => one.sweptAtMs !== undefined);
    await expect.poll(isQuiet).toBe(true);
    const before = { lesswrong: polls("lesswrong"), eaforum: polls("eaforum") };
    await world.discord.until(() => polls("eaforum") >= before.eaforum + 3);
    expect(polls("lesswrong") - before.lesswrong).toBeGreaterThanOrEqual(2);
    expect(polls("lesswrong") - before.lesswrong).toBeLessThanOrEqual(4);
  });
});

describe("/unfollow with its posts", () => {
  it.each([{ kind: "delay", ms: 1_500, after: true }, { kind: "cut-after" }] as const)(
    "also removes a forum post that is being created ($kind)",
    async (fault) => {
      world.discord.inject({ method: "POST", route: "/channels/:channel/threads", times: 1, fault });
      await world.follow(urlOf("harbour clock"));
      await world.discord.until(() => world.channel.threads().length === 1);
      const answer = await world.moderator.command("unfollow", { follow: "1", "remove-posts": true });
      await answer.settled();
      expect(answer.message.content).toContain("Its forum posts were deleted");
      expect(world.channel.threads()).toHaveLength(0);
    },
  );

  it("lists the remaining posts if only some could be deleted", async () => {
    await world.mirrored("https://www.lesswrong.com/", { backfill: 3 });
    const posts = world.channel.threads();
    world.discord.inject({
      method: "DELETE",
      route: "/channels/:channel",
      times: 1,
      fault: { kind: "status", status: 403, body: { code: 50013, message: "Missing Permissions" } },
    });
    const answer = await world.moderator.command("unfollow", { follow: "1", "remove-posts": true });
    await answer.settled();
    const [left] = world.channel.threads();
    expect(world.channel.threads()).toHaveLength(1);
    expect(answer.message.content).toContain(`Deleted: ${posts.length - 1} forum posts.`);
    expect(answer.message.content).toContain(
      `Still there: https://discord.com/channels/${world.guild.id}/${left?.id}`,
    );
  });
});
