import type { LoopbackChannel } from "loopback-discord/driver/channel.ts";
import type { LoopbackMessage } from "loopback-discord/driver/message.ts";
import { LoopbackThread } from "loopback-discord/driver/thread.ts";
import { writeMarkdown } from "./markdown/write-markdown.ts";
import type { Scene } from "./scene.ts";
import { sceneNames } from "./scene-names.ts";

/** Everything that the page can show, as data. */
export function readState(scene: Scene) {
  const { guild, member, discord } = scene;
  return {
    guild: { id: guild.id, name: guild.name },
    member: { id: member.id, name: member.name },
    isBotConnected: scene.isBotConnected,
    commands: [...discord.commands(guild.id), ...discord.commands()].map(({ name, type }) => ({
      name,
      type,
    })),
    violations: discord.violations,
    pings: discord.pings,
    channels: guild.channels.map((channel) => ({
      ...describePlace(channel, scene),
      kind: channel.state.kind,
      tags: channel.tags,
      threads: channel.threads().map((thread) => ({
        ...describePlace(thread, scene),
        archived: thread.archived,
        locked: thread.locked,
        tags: thread.appliedTags,
      })),
    })),
  };
}

function describePlace(place: LoopbackChannel | LoopbackThread, scene: Scene) {
  const isForum = !(place instanceof LoopbackThread) && place.state.kind === "forum";
  const messages = isForum ? [] : scene.messagesIn(place);
  return {
    id: place.id,
    name: place.name,
    messages: messages.map((message) => describeMessage(message, scene)),
  };
}

function describeMessage(message: LoopbackMessage, scene: Scene) {
  const { id, username, content, isEphemeral, createdAtMs, editedAtMs, embeds, components, attachments } =
    message;
  const html = writeMarkdown(content, sceneNames(scene)).toString();
  return {
    id,
    username,
    content,
    html,
    isEphemeral,
    createdAtMs,
    editedAtMs,
    embeds,
    components,
    attachments,
  };
}
