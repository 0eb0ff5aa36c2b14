import { PermissionFlagsBits } from "discord-api-types/v10";
import { describe, expect, it } from "vitest";
import { readOverwrites } from "../src/driver/channel.ts";
import { allPermissions, type PermissionName, permissionBits, permissionsOf } from "../src/permissions.ts";
import { createChannel } from "../src/state/channels.ts";
import { addBot, addGuildMember, createGuild } from "../src/state/guilds.ts";
import { World } from "../src/state/world.ts";

function setUp(own: readonly PermissionName[], overwrites: Parameters<typeof readOverwrites>[2] = []) {
  const world = new World(Date.now);
  const guild = createGuild(world, "Reading room", { memberPermissions: permissionBits(["ViewChannel"]) });
  addBot(world, guild, permissionBits(own));
  const forum = createChannel(world, guild.id, {
    kind: "forum",
    name: "threads",
    overwrites: readOverwrites(world, guild.id, overwrites),
  });
  return { world, guild, forum, bot: () => permissionsOf(world, guild, world.bot.id, forum) };
}

const has = (permissions: bigint, name: PermissionName) => (permissions & PermissionFlagsBits[name]) !== 0n;

describe("permissions", () => {
  it("are exactly those of the bot's own role", () => {
    const { bot } = setUp(["ViewChannel", "SendMessages"]);
    expect(bot()).toBe(permissionBits(["ViewChannel", "SendMessages"]));
  });

  it("are all of them for an administrator and for the owner, whatever a channel denies", () => {
    const { world, guild, forum, bot } = setUp(
      ["Administrator"],
      [{ for: "everyone", deny: ["ViewChannel"] }],
    );
    expect(bot()).toBe(allPermissions);
    expect(permissionsOf(world, guild, guild.ownerId, forum)).toBe(allPermissions);
  });

  it("let a member's overwrite win over that of everyone", () => {
    const deny = { for: "everyone", deny: ["SendMessages"] } as const;
    expect(has(setUp(["ViewChannel", "SendMessages"], [deny]).bot(), "SendMessages")).toBe(false);
    const allow = { for: "bot", allow: ["SendMessages"] } as const;
    expect(has(setUp(["ViewChannel", "SendMessages"], [deny, allow]).bot(), "SendMessages")).toBe(true);
  });

  it("are none at all without View Channel", () => {
    expect(setUp(["SendMessages", "ManageWebhooks"]).bot()).toBe(0n);
  });

  it("lose everything that requires sending where sending is denied", () => {
    const { bot } = setUp(["ViewChannel", "EmbedLinks", "ManageThreads"]);
    expect([has(bot(), "EmbedLinks"), has(bot(), "ManageThreads")]).toEqual([false, true]);
  });

  it("give members those of ordinary members and their own", () => {
    const { world, guild, forum } = setUp([]);
    const plain = addGuildMember(world, guild, "Ada", 0n);
    const moderator = addGuildMember(world, guild, "Bob", permissionBits(["ManageThreads"]));
    expect(permissionsOf(world, guild, plain.user.id, forum)).toBe(permissionBits(["ViewChannel"]));
    expect(has(permissionsOf(world, guild, moderator.user.id, forum), "ManageThreads")).toBe(true);
  });
});
