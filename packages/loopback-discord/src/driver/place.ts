import { PermissionFlagsBits } from "discord-api-types/v10";
import { permissionsOf } from "../permissions.ts";
import type { CommandState, DmState, GuildState, MessageHolder, UserState } from "../state/model.ts";
import type { World } from "../state/world.ts";
import { ClientRefusal } from "./client-refusal.ts";

/** The place and the way in which a person uses a command. */
export interface PlaceOptions {
  /** The channel or thread in which they are; by default the first text channel of their guild. */
  readonly channelId?: string;
  /** Outside any guild: with the bot, or in a conversation between people. */
  readonly where?: "bot-dm" | "private-channel";
  /** True to use their own installation of the app instead of the guild's. */
  readonly asUserInstall?: boolean;
  readonly locale?: string;
}

/** Discord's number for the context of an interaction. */
type ContextNumber = 0 | 1 | 2;

export interface Place {
  readonly channel: MessageHolder;
  readonly guild: GuildState | undefined;
  readonly context: ContextNumber;
  readonly isUserInstallOnly: boolean;
  readonly locale: string;
}

function directChannel(world: World, user: UserState, isPrivate: boolean): DmState {
  for (const channel of world.channels.values()) {
    if (channel.kind === "dm" && channel.recipientId === user.id && channel.isPrivate === isPrivate)
      return channel;
  }
  const channel: DmState = {
    kind: "dm",
    id: world.snowflakes.next(),
    recipientId: user.id,
    isPrivate,
    messages: new Map(),
  };
  world.channels.set(channel.id, channel);
  return channel;
}

function guildChannel(
  world: World,
  user: UserState,
  guild: GuildState,
  channelId: string | undefined,
): MessageHolder {
  const canUse = (channel: MessageHolder) => {
    const may = permissionsOf(world, guild, user.id, channel);
    return (
      (may & PermissionFlagsBits.ViewChannel) !== 0n &&
      (may & PermissionFlagsBits.UseApplicationCommands) !== 0n
    );
  };
  if (channelId !== undefined) {
    const channel = world.channels.get(channelId);
    if (
      channel === undefined ||
      channel.kind === "forum" ||
      channel.kind === "dm" ||
      channel.guildId !== guild.id
    ) {
      throw new ClientRefusal("there is no such channel to use a command in");
    }
    if (!canUse(channel)) throw new ClientRefusal("the member may not use commands there");
    return channel;
  }
  for (const channel of world.channels.values()) {
    if (channel.kind === "text" && channel.guildId === guild.id && canUse(channel)) return channel;
  }
  throw new ClientRefusal("the member sees no channel to use a command in");
}

/** @throws {ClientRefusal} */
export function findPlace(
  world: World,
  user: UserState,
  guild: GuildState | undefined,
  options: PlaceOptions,
): Place {
  const locale = options.locale ?? "en-US";
  if (guild === undefined || options.where !== undefined) {
    const isPrivate = options.where === "private-channel";
    const channel = directChannel(world, user, isPrivate);
    return { channel, guild: undefined, context: isPrivate ? 2 : 1, isUserInstallOnly: true, locale };
  }
  const channel = guildChannel(world, user, guild, options.channelId);
  const isUserInstallOnly = options.asUserInstall === true || !world.isInstalled(guild.id);
  return { channel, guild, context: 0, isUserInstallOnly, locale };
}

/**
 * Finds the command that a person's client would offer under a name.
 * @throws {ClientRefusal}
 */
export function findCommand(
  world: World,
  user: UserState,
  place: Place,
  name: string,
  type: number,
): CommandState {
  const named = [...world.commands.values()].filter(
    (command) => command.name === name && command.type === type,
  );
  const ofGuild = place.isUserInstallOnly
    ? undefined
    : named.find((command) => command.guildId === place.guild?.id);
  const global = named.find((command) => command.guildId === undefined);
  const command = (place.guild === undefined ? undefined : ofGuild) ?? global;
  if (command === undefined) throw new ClientRefusal(`no command ${name} is deployed here`);
  if (command.guildId === undefined) {
    const installation = place.isUserInstallOnly ? 1 : 0;
    if (!command.integrationTypes.includes(installation))
      throw new ClientRefusal(`${name} is not part of that installation`);
    if (command.contexts !== undefined && !command.contexts.includes(place.context)) {
      throw new ClientRefusal(`${name} is not offered in this place`);
    }
  }
  const needed = command.defaultMemberPermissions;
  if (place.guild !== undefined && needed !== undefined && !place.isUserInstallOnly) {
    const may = permissionsOf(world, place.guild, user.id, place.channel);
    const isAdministrator = (may & PermissionFlagsBits.Administrator) !== 0n;
    // Permissions of "0" reserve a command for administrators.
    if (!isAdministrator && (needed === 0n || (may & needed) !== needed)) {
      throw new ClientRefusal(`the member may not use ${name}`);
    }
  }
  return command;
}
