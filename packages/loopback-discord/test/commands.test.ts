import { type REST, Routes, SlashCommandBuilder } from "discord.js";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { LoopbackDiscord } from "../src/loopback-discord.ts";
import { restOf } from "./small-bot.ts";

let discord: LoopbackDiscord;
let rest: REST;
const command = (name: string) => new SlashCommandBuilder().setName(name).setDescription("Does it").toJSON();

beforeEach(async () => {
  discord = await LoopbackDiscord.start({ rateLimits: "off" });
  rest = restOf(discord);
});
afterEach(() => discord.close());

const all = () => Routes.applicationCommands(discord.applicationId);
const put = (body: readonly object[]) => rest.put(all(), { body }) as Promise<{ id: string; name: string }[]>;

describe("deployed commands", () => {
  it("keep their ids when they are overwritten by name, and vanish when they are left out", async () => {
    const [follow] = await put([command("follow"), command("quote")]);
    const [again] = await put([command("follow")]);
    expect(again?.id).toBe(follow?.id);
    expect(discord.commands().map(({ name }) => name)).toEqual(["follow"]);
  });

  it("are listed with their languages only when asked", async () => {
    await put([{ ...command("follow"), name_localizations: { de: "folgen" } }]);
    const query = new URLSearchParams({ with_localizations: "true" });
    expect(await rest.get(all())).toMatchObject([{ name: "follow" }]);
    expect(JSON.stringify(await rest.get(all()))).not.toContain("folgen");
    expect(JSON.stringify(await rest.get(all(), { query }))).toContain("folgen");
  });

  it("of a guild are separate", async () => {
    const guild = discord.addGuild({ name: "Reading room" });
    await rest.put(Routes.applicationGuildCommands(discord.applicationId, guild.id), {
      body: [command("follow")],
    });
    expect([discord.commands().length, discord.commands(guild.id).length]).toEqual([0, 1]);
  });

  it("can be created, changed and deleted individually", async () => {
    const { id } = (await rest.post(all(), { body: command("follow") })) as { id: string };
    const one = Routes.applicationCommand(discord.applicationId, id);
    await rest.patch(one, { body: { description: "Does more" } });
    expect(discord.commands()[0]?.description).toBe("Does more");
    await rest.delete(one);
    expect(discord.commands()).toEqual([]);
    expect(discord.violations).toEqual([]);
  });

  const option = (name: string, more: object = {}) => ({ type: 3, name, description: "x", ...more });
  it.each<[string, object]>([
    ["a name with capitals", { name: "Follow" }],
    ["a name with a space", { name: "follow it" }],
    ["no description", { description: "" }],
    ["a long description", { description: "x".repeat(101) }],
    ["a required option after an optional one", { options: [option("a"), option("b", { required: true })] }],
    ["two options of one name", { options: [option("a"), option("a")] }],
    [
      "26 choices",
      {
        options: [
          option("a", { choices: Array.from({ length: 26 }, (_, i) => ({ name: `${i}`, value: `${i}` })) }),
        ],
      },
    ],
    [
      "more than 8000 characters",
      {
        options: Array.from({ length: 25 }, (_, i) =>
          option(`o${i}`, {
            choices: Array.from({ length: 25 }, (_, j) => ({ name: `${j}`.padEnd(20), value: `${j}` })),
          }),
        ),
      },
    ],
  ])("are refused with %s", async (_, more) => {
    await expect(put([{ ...command("follow"), ...more }])).rejects.toMatchObject({ code: 50035 });
    expect(discord.violations).toHaveLength(1);
  });

  it("are limited to a hundred", async () => {
    const many = Array.from({ length: 101 }, (_, index) => command(`c${index}`));
    await expect(put(many)).rejects.toMatchObject({ code: 30032 });
  });

  it("of a guild have no contexts of their own", async () => {
    const guild = discord.addGuild({ name: "Reading room" });
    const body = [{ ...command("follow"), contexts: [0] }];
    await rest.put(Routes.applicationGuildCommands(discord.applicationId, guild.id), { body });
    expect(discord.violations).toHaveLength(1);
  });
});
