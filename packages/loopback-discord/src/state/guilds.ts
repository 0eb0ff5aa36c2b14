import { guildCreatePayload, guildPayload } from "../payloads/guild.ts";
import { memberPayload, rolePayloads } from "../payloads/user.ts";
import type { GuildState, MemberState, RoleState, UserState } from "./model.ts";
import { shardOfServer } from "./sharding.ts";
import type { World } from "./world.ts";

/** Name of the role with the permissions of ordinary members. */
const ordinaryRoleName = "Members";

function addRole(world: World, guild: GuildState, role: Omit<RoleState, "id" | "position">): RoleState {
  const state = { ...role, id: world.snowflakes.next(), position: guild.roles.size };
  guild.roles.set(state.id, state);
  return state;
}

function addUser(world: World, name: string): UserState {
  const username = name.toLowerCase().replace(/[^a-z0-9_.]/g, "_");
  const user = { id: world.snowflakes.next(), username, globalName: name, bot: false };
  world.users.set(user.id, user);
  return user;
}

export function createUser(world: World, name: string): UserState {
  return addUser(world, name);
}

export interface NewGuild {
  readonly memberPermissions: bigint;
  /** The shard to which its id belongs, and the number of shards. */
  readonly shard?: readonly [id: number, count: number] | undefined;
}

/**
 * Creates a guild with an owner of its own. `@everyone` has no permissions, so the bot and each member can do exactly what their
 * own roles allow.
 */
export function createGuild(
  world: World,
  name: string,
  { memberPermissions, shard = [0, 1] }: NewGuild,
): GuildState {
  const owner = addUser(world, `${name} owner`);
  let id = world.snowflakes.next();
  while (shardOfServer(id, shard[1]) !== shard[0]) id = world.snowflakes.next();
  const guild: GuildState = {
    id,
    name,
    ownerId: owner.id,
    locale: "en-US",
    roles: new Map(),
    members: new Map(),
    hasOutage: false,
  };
  guild.roles.set(guild.id, {
    id: guild.id,
    name: "@everyone",
    position: 0,
    botId: undefined,
    permissions: 0n,
  });
  addRole(world, guild, { name: ordinaryRoleName, botId: undefined, permissions: memberPermissions });
  guild.members.set(owner.id, { user: owner, roleIds: [], nick: undefined, joinedAtMs: world.now() });
  world.guilds.set(guild.id, guild);
  return guild;
}

/** Adds the app's bot with a managed role, even if it was there before. */
export function addBot(world: World, guild: GuildState, permissions: bigint): void {
  const role = addRole(world, guild, { name: world.bot.username, botId: world.bot.id, permissions });
  guild.members.set(world.bot.id, {
    user: world.bot,
    roleIds: [role.id],
    nick: undefined,
    joinedAtMs: world.now(),
  });
  world.dispatch("GUILD_CREATE", { guildId: guild.id }, () => guildCreatePayload(world, guild));
  world.change({ kind: "guild", id: guild.id });
}

export function deleteGuildForBot(world: World, guild: GuildState): void {
  const bot = guild.members.get(world.bot.id);
  guild.members.delete(world.bot.id);
  for (const roleId of bot?.roleIds ?? []) guild.roles.delete(roleId);
  for (const webhook of world.webhooks.values()) {
    if (webhook.guildId === guild.id && webhook.applicationId === world.applicationId)
      world.webhooks.delete(webhook.id);
  }
  world.dispatch("GUILD_DELETE", { guildId: guild.id }, { id: guild.id });
  world.change({ kind: "guild", id: guild.id });
}

/**
 * Starts or ends an outage, which is reported with `unavailable`:
 * https://docs.discord.com/developers/events/gateway-events#guild-delete
 */
export function setOutage(world: World, guild: GuildState, isDown: boolean): void {
  const payload = () => guildCreatePayload(world, guild);
  if (isDown) world.dispatch("GUILD_DELETE", { guildId: guild.id }, { id: guild.id, unavailable: true });
  guild.hasOutage = isDown;
  if (!isDown) world.dispatch("GUILD_CREATE", { guildId: guild.id }, payload);
  world.change({ kind: "guild", id: guild.id });
}

export function setLocale(world: World, guild: GuildState, locale: string): void {
  guild.locale = locale;
  world.dispatch("GUILD_UPDATE", { guildId: guild.id }, () => guildPayload(guild));
  world.change({ kind: "guild", id: guild.id });
}

export function addGuildMember(
  world: World,
  guild: GuildState,
  name: string,
  permissions: bigint,
): MemberState {
  const user = addUser(world, name);
  const ordinary = [...guild.roles.values()].find((role) => role.name === ordinaryRoleName);
  const roleIds = ordinary === undefined ? [] : [ordinary.id];
  if (permissions !== 0n) {
    const { id } = addRole(world, guild, { name: `${name}'s role`, botId: undefined, permissions });
    roleIds.push(id);
    const role = rolePayloads(guild).find((payload) => payload.id === id);
    world.dispatch("GUILD_ROLE_CREATE", { guildId: guild.id }, { guild_id: guild.id, role });
  }
  const member = { user, roleIds, nick: undefined, joinedAtMs: world.now() };
  guild.members.set(user.id, member);
  world.dispatch("GUILD_MEMBER_ADD", { guildId: guild.id }, { ...memberPayload(member), guild_id: guild.id });
  world.change({ kind: "guild", id: guild.id });
  return member;
}
