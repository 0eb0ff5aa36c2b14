import type { Answer } from "loopback-discord/driver/answer.ts";
import type { LoopbackThread } from "loopback-discord/driver/thread.ts";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { expectOneAnswer } from "./one-answer.ts";
import { World } from "./world.ts";

let world: World;
let thread: LoopbackThread;

const urlOf = (title: string) => `https://www.lesswrong.com/posts/${world.post(title)._id}`;

beforeEach(async () => {
  world = await World.withSample();
  thread = await world.mirrored(urlOf("harbour clock"));
});
afterEach(() => world.close());

/** Lets the token expire right after the first answer, before the bot learns that Discord accepted it. */
async function expired(asked: Promise<Answer>): Promise<void> {
  const answer = await asked;
  world.discord.expireInteractions();
  const refused = () =>
    world.discord.requests.filter(
      ({ path, status }) => path.includes(answer.interaction.token) && status >= 400,
    );
  await world.discord.until(() => refused().length > 0);
  await expectOneAnswer(await world.moderator.command("help"));
  expect(answer.isPending).toBe(true);
  expect(refused()).toHaveLength(1);
}

async function reply() {
  const shown = thread.messages.find(({ content }) => content.includes("commentId="));
  if (shown === undefined) throw new Error("nothing is mirrored");
  const { modal } = await world.moderator.menu("Reply to comment", shown);
  await (await world.moderator.submit(modal, { text: "My words." })).settled();
  const message = thread.messages.at(-1);
  if (message === undefined) throw new Error("no reply");
  return message;
}

describe("an expired token costs only the answer", () => {
  it("of /follow", async () => {
    await expired(
      world.moderator.command("follow", { url: urlOf("thermometer"), channel: world.channel.id }),
    );
    await world.discord.until(() => world.channel.threads().length === 2);
  });

  it("of /unfollow", async () => {
    const [follow] = await world.bot.app.store.follows.ofGuild(world.guild.id);
    await expired(world.moderator.command("unfollow", { follow: String(follow?.id), "remove-posts": true }));
    expect(await world.bot.app.store.follows.ofGuild(world.guild.id)).toEqual([]);
    expect(world.channel.threads()).toEqual([]);
  });

  it("of the menu Edit reply", async () => {
    const message = await reply();
    const { modal } = await world.moderator.menu("Edit reply", message);
    await expired(world.moderator.submit(modal, { text: "Other words." }));
    expect(message.content).toContain("Other words.");
  });

  it("of the menu Delete reply", async () => {
    const message = await reply();
    const asked = await world.moderator.menu("Delete reply", message);
    await expired(world.moderator.press(asked, "Delete"));
    expect(thread.messages.some(({ id }) => id === message.id)).toBe(false);
  });
});
