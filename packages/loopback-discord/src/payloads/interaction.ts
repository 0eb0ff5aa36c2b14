import { PermissionFlagsBits } from "discord-api-types/v10";
import type { Place } from "../driver/place.ts";
import { permissionsOf } from "../permissions.ts";
import type { InteractionState } from "../state/interaction.ts";
import type { MessageState, UserState } from "../state/model.ts";
import type { World } from "../state/world.ts";
import { channelPayload } from "./channel.ts";
import { messagePayload } from "./message.ts";
import { memberPayload, partialMemberPayload, rolePayloads, userPayload } from "./user.ts";

/** Ids that an interaction's options, target or selected values name. */
export interface Named {
  readonly users?: readonly string[];
  readonly roles?: readonly string[];
  readonly channels?: readonly string[];
  readonly messages?: readonly MessageState[];
}

function byId<Payload extends { readonly id?: unknown }>(
  payloads: readonly Payload[],
): Record<string, Payload> {
  return Object.fromEntries(payloads.map((payload) => [String(payload.id), payload]));
}

/** The objects for these ids, with messages in full: using an app on a message shows it to the app. */
export function resolvedPayload(world: World, place: Place, user: UserState, named: Named) {
  const { guild } = place;
  const users = (named.users ?? []).map((id) => world.user(id));
  const members = users.flatMap(({ id }) => {
    const member = guild?.members.get(id);
    if (guild === undefined || member === undefined) return [];
    const permissions = String(permissionsOf(world, guild, id, place.channel));
    return [[id, { ...partialMemberPayload(member), permissions }] as const];
  });
  const channels = (named.channels ?? []).map((id) => {
    const channel = world.channel(id);
    const permissions = guild === undefined ? "0" : String(permissionsOf(world, guild, user.id, channel));
    return { ...channelPayload(world, channel), permissions };
  });
  const roles = guild === undefined ? [] : rolePayloads(guild).filter(({ id }) => named.roles?.includes(id));
  const messages = (named.messages ?? []).map((message) => messagePayload(world, message, true));
  return {
    ...(users.length > 0 ? { users: byId(users.map(userPayload)) } : {}),
    ...(members.length > 0 ? { members: Object.fromEntries(members) } : {}),
    ...(channels.length > 0 ? { channels: byId(channels) } : {}),
    ...(roles.length > 0 ? { roles: byId(roles) } : {}),
    ...(messages.length > 0 ? { messages: byId(messages) } : {}),
  };
}

/** Permissions of the app where it is not a member. */
const permissionsOfUserInstall =
  PermissionFlagsBits.AttachFiles | PermissionFlagsBits.EmbedLinks | PermissionFlagsBits.MentionEveryone;

function appPermissions(world: World, place: Place): bigint {
  const { guild } = place;
  if (guild === undefined || !world.isInstalled(guild.id)) return permissionsOfUserInstall;
  return permissionsOf(world, guild, world.bot.id, place.channel);
}

/** The payload of INTERACTION_CREATE. */
export function interactionPayload(
  world: World,
  interaction: InteractionState,
  place: Place,
  user: UserState,
  data: unknown,
) {
  const { guild, channel } = place;
  const member = guild?.members.get(user.id);
  const owners = {
    ...(guild !== undefined && !place.isUserInstallOnly ? { "0": guild.id } : {}),
    ...(place.isUserInstallOnly ? { "1": user.id } : {}),
    ...(place.context === 1 ? { "0": "0" } : {}),
  };
  return {
    id: interaction.id,
    application_id: world.applicationId,
    type: interaction.type,
    token: interaction.token,
    version: 1,
    data,
    channel_id: channel.id,
    channel: channelPayload(world, channel),
    app_permissions: String(appPermissions(world, place)),
    locale: place.locale,
    entitlements: [],
    entitlement_sku_ids: [],
    authorizing_integration_owners: owners,
    context: place.context,
    attachment_size_limit: 10 * 1024 * 1024,
    ...(interaction.source === undefined ? {} : { message: messagePayload(world, interaction.source, true) }),
    ...(guild === undefined || member === undefined
      ? { user: userPayload(user) }
      : {
          guild_id: guild.id,
          guild: { id: guild.id, locale: guild.locale, features: ["COMMUNITY"] },
          guild_locale: guild.locale,
          member: {
            ...memberPayload(member),
            permissions: String(permissionsOf(world, guild, user.id, channel)),
          },
        }),
  };
}
