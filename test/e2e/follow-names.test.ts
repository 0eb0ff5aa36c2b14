import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { said } from "./reading.ts";
import { World } from "./world.ts";

let world: World;

beforeEach(async () => {
  world = await World.open();
});
afterEach(() => world.close());

/** Writes a post and follows it; `channelId` defaults to the world's forum channel. */
async function followPost(title: string, channelId = world.channel.id): Promise<string> {
  const post = world.forum.addPost({ title, html: "<p>Begin.</p>" });
  return await followUrl(`https://www.lesswrong.com/posts/${post._id}/${post.slug}`, channelId);
}

async function followUrl(url: string, channelId = world.channel.id): Promise<string> {
  const answer = await world.follow(url, { channel: channelId });
  await answer.settled(({ message }) => /Nothing to mirror|Mirrored/.test(message.content));
  return url;
}

async function addChannel(name: string) {
  const channel = world.guild.addForumChannel({ name });
  await world.discord.until(() => world.bot.gateway.channel(channel.id) !== undefined);
  return channel;
}

const choices = async (typed = "") =>
  (await world.moderator.autocomplete("unfollow", { follow: typed }, "follow")).map(({ name }) => name);
const unfollow = async (follow: string) =>
  said(await (await world.moderator.command("unfollow", { follow })).settled());
const left = async () =>
  (await world.bot.app.store.follows.ofGuild(world.guild.id)).map(({ channelId }) => channelId);

describe("follows with the same name", () => {
  it("show their channel in menus, however long its name is", async () => {
    const url = await followPost("Tides");
    await followUrl(url, (await addChannel("a-channel-".repeat(10))).id);
    const labels = ["Post Tides → #discussions", "Post Tides → #a-channel-a-channel-a-channel-a-channel…"];
    expect(await choices()).toEqual(labels);
    const menu = JSON.stringify((await world.moderator.command("following")).message.components);
    for (const label of labels) expect(menu).toContain(`"label":"${label}"`);
  });

  it("show a number if they are in the same channel, even if only the beginnings of their names fit", async () => {
    for (const _ of [1, 2]) await followPost("Tides");
    for (const end of ["one", "two"]) await followPost(`A ${"very ".repeat(25)}long title, ${end}`);
    const beginning = `Post A ${"very ".repeat(17)}`.trimEnd();
    expect(await choices()).toEqual([
      "Post Tides (1)",
      "Post Tides (2)",
      ...[`${beginning}… (1)`, `${beginning}… (2)`],
    ]);
  });

  it("are told apart even when a channel is deleted", async () => {
    const url = await followPost("*Tides* \u202eabc");
    await followUrl(url, (await addChannel("elsewhere")).id);
    const last = await addChannel("last");
    await followUrl(url, last.id);
    last.delete();
    await world.discord.until(() => world.bot.gateway.channel(last.id) === undefined);
    const name = "Post *Tides* \u202eabc\u202c";
    expect(await choices()).toEqual([`${name} → #discussions`, `${name} → #elsewhere`, name]);
    expect(await choices("#elsewhere")).toEqual([`${name} → #elsewhere`]);
  });

  it("are not ended by a name or address that matches several", async () => {
    const url = await followPost("Tides");
    const elsewhere = await addChannel("elsewhere");
    await followUrl(url, elsewhere.id);
    for (const typed of ["Tides", url])
      expect(await unfollow(typed)).toContain("Several follows match that.");
    expect(await left()).toEqual([world.channel.id, elsewhere.id]);
    await unfollow("Post Tides → #elsewhere");
    expect(await left()).toEqual([world.channel.id]);
    await unfollow(url);
    expect(await left()).toEqual([]);
  });
});
