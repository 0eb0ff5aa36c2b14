import { channelsOf } from "../payloads/guild.ts";
import { rolePayloads } from "../payloads/user.ts";
import { allPermissions, type PermissionName, permissionBits } from "../permissions.ts";
import { createChannel } from "../state/channels.ts";
import { addBot, addGuildMember, deleteGuildForBot, setLocale, setOutage } from "../state/guilds.ts";
import type { GuildState } from "../state/model.ts";
import { changePermissions } from "../state/thread-sync.ts";
import type { World } from "../state/world.ts";
import { LoopbackChannel, type Overwrite, readOverwrites } from "./channel.ts";
import { LoopbackMember } from "./member.ts";

/** Permissions of the bot in a guild by default. */
export const usualBotPermissions: readonly PermissionName[] = [
  "ViewChannel",
  "SendMessages",
  "SendMessagesInThreads",
  "CreatePublicThreads",
  "ManageThreads",
  "ManageChannels",
  "ManageWebhooks",
  "ManageMessages",
  "PinMessages",
  "ReadMessageHistory",
  "EmbedLinks",
  "AttachFiles",
  "UseExternalEmojis",
];

/** Permissions of every member. */
export const usualMemberPermissions: readonly PermissionName[] = [
  "ViewChannel",
  "SendMessages",
  "SendMessagesInThreads",
  "ReadMessageHistory",
  "AddReactions",
  "EmbedLinks",
  "AttachFiles",
  "UseApplicationCommands",
];

/** A guild, with the actions of its owner. */
export class LoopbackGuild {
  readonly state: GuildState;
  readonly #world: World;

  constructor(world: World, state: GuildState) {
    this.#world = world;
    this.state = state;
  }

  get id(): string {
    return this.state.id;
  }

  get name(): string {
    return this.state.name;
  }

  /** A member with all permissions. */
  get owner(): LoopbackMember {
    return new LoopbackMember(this.#world, this.#world.user(this.state.ownerId), this.state);
  }

  /** Members, including the owner, in the order in which they joined. */
  get members(): readonly LoopbackMember[] {
    const people = [...this.state.members.values()].filter(({ user }) => !user.bot);
    return people.map(({ user }) => new LoopbackMember(this.#world, this.#world.user(user.id), this.state));
  }

  get channels(): readonly LoopbackChannel[] {
    return channelsOf(this.#world, this.id).map((channel) => new LoopbackChannel(this.#world, channel));
  }

  addForumChannel(forum: {
    readonly name: string;
    readonly tags?: readonly string[];
    readonly requiresTag?: boolean;
    readonly overwrites?: readonly Overwrite[];
  }): LoopbackChannel {
    const tags = (forum.tags ?? []).map((name) => ({
      id: this.#world.snowflakes.next(),
      name,
      moderated: false,
      emojiName: undefined,
    }));
    const state = createChannel(this.#world, this.id, {
      kind: "forum",
      name: forum.name,
      tags,
      requiresTag: forum.requiresTag ?? false,
      overwrites: readOverwrites(this.#world, this.id, forum.overwrites ?? []),
    });
    return new LoopbackChannel(this.#world, state);
  }

  addTextChannel(channel: {
    readonly name: string;
    readonly overwrites?: readonly Overwrite[];
  }): LoopbackChannel {
    const overwrites = readOverwrites(this.#world, this.id, channel.overwrites ?? []);
    const state = createChannel(this.#world, this.id, { kind: "text", name: channel.name, overwrites });
    return new LoopbackChannel(this.#world, state);
  }

  /** Adds a member; `permissions` are added to those of ordinary members. */
  addMember(member: {
    readonly name: string;
    readonly permissions?: readonly PermissionName[];
  }): LoopbackMember {
    const state = addGuildMember(
      this.#world,
      this.state,
      member.name,
      permissionBits(member.permissions ?? []),
    );
    return new LoopbackMember(this.#world, state.user, this.state);
  }

  setBotPermissions(permissions: readonly PermissionName[] | "all"): void {
    const role = [...this.state.roles.values()].find((candidate) => candidate.botId === this.#world.bot.id);
    if (role === undefined) throw new Error(`the bot is not in ${this.name}`);
    changePermissions(this.#world, this.id, () => {
      role.permissions = permissions === "all" ? allPermissions : permissionBits(permissions);
      const payload = rolePayloads(this.state).find(({ id }) => id === role.id);
      this.#world.dispatch("GUILD_ROLE_UPDATE", { guildId: this.id }, { guild_id: this.id, role: payload });
    });
    this.#world.change({ kind: "guild", id: this.id });
  }

  /** Sets the language of the guild. */
  setLocale(locale: string): void {
    setLocale(this.#world, this.state, locale);
  }

  removeBot(): void {
    deleteGuildForBot(this.#world, this.state);
  }

  /** Starts an outage: the bot stays a member, but hears nothing from the guild. */
  goDown(): void {
    setOutage(this.#world, this.state, true);
  }

  comeBack(): void {
    setOutage(this.#world, this.state, false);
  }

  /** Invites the bot, or invites it again. */
  addBot(permissions: readonly PermissionName[] = usualBotPermissions): void {
    addBot(this.#world, this.state, permissionBits(permissions));
  }
}
