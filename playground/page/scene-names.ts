import type { Scene } from "./scene.ts";
import type { MessageNames } from "./views/message-view.ts";

/** Discord's numbers for kinds of channels. https://discord.com/developers/docs/resources/channel#channel-object-channel-types */
const channelTypes = { text: 0, forum: 15 } as const;

/** The names behind the ids in messages, as the member of the page sees them. */
export function sceneNames(scene: Scene): MessageNames {
  const { guild, discord, session, member } = scene;
  const people = () =>
    [...guild.state.members.values()].map(({ user, nick }) => ({
      user,
      name: nick ?? user.globalName ?? user.username,
    }));
  return {
    guildId: guild.id,
    menus: scene.menuCommands,
    channel: (id) => scene.place(id)?.name,
    user: (id) => people().find(({ user }) => user.id === id)?.name,
    role: (id) => guild.state.roles.get(id)?.name,
    users: () => people().map(({ user, name }) => ({ label: name, value: user.id })),
    roles: () => [...guild.state.roles.values()].map(({ id, name }) => ({ label: name, value: id })),
    channels: (types) =>
      guild.channels
        .filter(({ state }) => types.length === 0 || types.includes(channelTypes[state.kind]))
        .map(({ id, name }) => ({ label: `#${name}`, value: id })),
    isApp: (message) => message.webhookId !== undefined || message.authorId === discord.botUserId,
    commandBehind(message) {
      const { interactionId } = message.state;
      const command = interactionId === undefined ? undefined : session.commandOf(interactionId);
      return command === undefined ? undefined : { user: member.name, command };
    },
  };
}
