import { ComponentType, ApplicationCommandOptionType as OptionType } from "discord-api-types/v10";
import type { Named } from "../payloads/interaction.ts";
import type { World } from "../state/world.ts";

interface Sent {
  readonly type: number;
  readonly value?: unknown;
  readonly options?: readonly Sent[];
}

/** Collects the users, roles and channels that options name. */
export function namedIn(options: readonly Sent[]): Named {
  const flat = options.flatMap((option) => [
    option,
    ...(option.options ?? []).flatMap((inner) => [inner, ...(inner.options ?? [])]),
  ]);
  const ids = (type: number) =>
    flat.filter((option) => option.type === type).map(({ value }) => String(value));
  return { users: ids(OptionType.User), roles: ids(OptionType.Role), channels: ids(OptionType.Channel) };
}

export function namedBySelect(world: World, type: number, values: readonly string[]): Named {
  if (type === ComponentType.UserSelect) return { users: values };
  if (type === ComponentType.RoleSelect) return { roles: values };
  if (type === ComponentType.ChannelSelect) return { channels: values };
  if (type !== ComponentType.MentionableSelect) return {};
  const users = values.filter((id) => world.users.has(id));
  return { users, roles: values.filter((id) => !users.includes(id)) };
}
