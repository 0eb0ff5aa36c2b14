import { ApplicationCommandType } from "discord-api-types/v10";
import type { LoopbackChannel } from "loopback-discord/driver/channel.ts";
import type { LoopbackGuild } from "loopback-discord/driver/guild.ts";
import type { LoopbackMember } from "loopback-discord/driver/member.ts";
import type { LoopbackMessage } from "loopback-discord/driver/message.ts";
import type { LoopbackThread } from "loopback-discord/driver/thread.ts";
import type { LoopbackDiscord } from "loopback-discord/loopback-discord.ts";
import type { TypeableCommand } from "./command-line/command-form.ts";
import { Session } from "./session.ts";

/** Everything that the page shows: one guild of the loopback Discord, as one of its members sees it. */
export class Scene {
  readonly discord: LoopbackDiscord;
  readonly guild: LoopbackGuild;
  readonly member: LoopbackMember;
  readonly session = new Session();

  constructor(discord: LoopbackDiscord, guild: LoopbackGuild, member: LoopbackMember) {
    this.discord = discord;
    this.guild = guild;
    this.member = member;
  }

  get isBotConnected(): boolean {
    return this.discord.gateway.readyCount > 0;
  }

  get forums(): readonly LoopbackChannel[] {
    return this.guild.channels.filter((channel) => channel.state.kind === "forum");
  }

  get textChannels(): readonly LoopbackChannel[] {
    return this.guild.channels.filter((channel) => channel.state.kind === "text");
  }

  /** Finds a text channel, forum post or forum of the guild. */
  place(id: string): LoopbackChannel | LoopbackThread | undefined {
    const place = this.discord.channel(id) ?? this.discord.thread(id);
    return place?.state.guildId === this.guild.id ? place : undefined;
  }

  /** Lists what the member sees in a text channel or forum post, oldest first, including messages that only they see. */
  messagesIn(place: LoopbackChannel | LoopbackThread): readonly LoopbackMessage[] {
    const ephemeral = this.session.ephemeralMessages(place.id);
    if (ephemeral.length === 0) return place.messages;
    return [...place.messages, ...ephemeral].sort((one, other) => compareIds(one.id, other.id));
  }

  message(channelId: string, messageId: string): LoopbackMessage | undefined {
    const place = this.place(channelId);
    return place && this.messagesIn(place).find((message) => message.id === messageId);
  }

  /** Lists the commands that the guild offers; its own hide global ones of the same name. */
  commands(type: ApplicationCommandType): readonly TypeableCommand[] {
    const own = this.discord.commands(this.guild.id);
    const global = this.discord
      .commands()
      .filter(
        ({ name, type: kind }) => !own.some((command) => command.name === name && command.type === kind),
      );
    return [...own, ...global].filter((command) => command.type === type);
  }

  get menuCommands(): readonly string[] {
    return this.commands(ApplicationCommandType.Message).map(({ name }) => name);
  }

  /** Returns the channel in which a typed command runs: a forum itself has no messages. */
  commandChannel(openId: string | undefined): string | undefined {
    const open = openId === undefined ? undefined : this.place(openId);
    return open === undefined || open.state.kind === "forum" ? this.textChannels[0]?.id : open.id;
  }
}

/** Orders snowflakes by time. */
export function compareIds(one: string, other: string): number {
  return one.length - other.length || (one < other ? -1 : one > other ? 1 : 0);
}
