import { threadsOf } from "../payloads/guild.ts";
import { type PermissionName, permissionBits } from "../permissions.ts";
import { announceChannel, deleteChannel } from "../state/channels.ts";
import type { GuildChannelState, OverwriteState } from "../state/model.ts";
import { changePermissions } from "../state/thread-sync.ts";
import { createThread } from "../state/threads.ts";
import { createWebhook, webhooksIn } from "../state/webhooks.ts";
import type { World } from "../state/world.ts";
import { LoopbackMessage } from "./message.ts";
import { LoopbackThread } from "./thread.ts";
import { LoopbackWebhook } from "./webhook.ts";

/** Permissions that a channel gives or takes; `bot` and `everyone` stand for their ids. */
export interface Overwrite {
  readonly for: "bot" | "everyone" | string;
  readonly allow?: readonly PermissionName[];
  readonly deny?: readonly PermissionName[];
}

export function readOverwrites(
  world: World,
  guildId: string,
  overwrites: readonly Overwrite[],
): OverwriteState[] {
  const guild = world.guilds.get(guildId);
  return overwrites.map((overwrite) => {
    const id = { bot: world.bot.id, everyone: guildId }[overwrite.for] ?? overwrite.for;
    return {
      id,
      type: guild?.roles.has(id) ? "role" : "member",
      allow: permissionBits(overwrite.allow ?? []),
      deny: permissionBits(overwrite.deny ?? []),
    };
  });
}

/** A forum or text channel, with the actions of its moderators. */
export class LoopbackChannel {
  readonly state: GuildChannelState;
  readonly #world: World;

  constructor(world: World, state: GuildChannelState) {
    this.#world = world;
    this.state = state;
  }

  get id(): string {
    return this.state.id;
  }

  get name(): string {
    return this.state.name;
  }

  /** The names of a forum's tags. */
  get tags(): readonly string[] {
    return this.state.kind === "forum" ? this.state.tags.map((tag) => tag.name) : [];
  }

  /** Forum posts, including archived ones, oldest first. */
  threads(): readonly LoopbackThread[] {
    return threadsOf(this.#world, this.state.guildId)
      .filter((thread) => thread.parentId === this.id)
      .map((thread) => new LoopbackThread(this.#world, thread));
  }

  /** Messages of a text channel, oldest first. */
  get messages(): readonly LoopbackMessage[] {
    if (this.state.kind !== "text") return [];
    return [...this.state.messages.values()].map((message) => new LoopbackMessage(this.#world, message));
  }

  webhooks(): readonly LoopbackWebhook[] {
    return webhooksIn(this.#world, this.id).map((webhook) => new LoopbackWebhook(this.#world, webhook));
  }

  /** Adds a webhook that the app did not make. */
  addWebhook(name: string): LoopbackWebhook {
    const creatorId = this.#world.guilds.get(this.state.guildId)?.ownerId ?? this.#world.appOwner.id;
    const webhook = createWebhook(this.#world, this.state, { name, applicationId: undefined, creatorId });
    return new LoopbackWebhook(this.#world, webhook);
  }

  setOverwrites(overwrites: readonly Overwrite[]): void {
    changePermissions(this.#world, this.state.guildId, () => {
      this.state.overwrites = readOverwrites(this.#world, this.state.guildId, overwrites);
      announceChannel(this.#world, this.state, "CHANNEL_UPDATE");
    });
  }

  /** Creates a forum post of a member, without a message. */
  addThread(name: string, owner: { readonly id: string }): LoopbackThread {
    return new LoopbackThread(
      this.#world,
      createThread(this.#world, this.state, { name, ownerId: owner.id }),
    );
  }

  rename(name: string): void {
    this.state.name = name;
    announceChannel(this.#world, this.state, "CHANNEL_UPDATE");
  }

  /** Replaces a forum's tags; those that keep their name keep their id. */
  setTags(names: readonly string[], options: { readonly requiresTag?: boolean } = {}): void {
    if (this.state.kind !== "forum") throw new Error(`${this.name} is not a forum`);
    const before = this.state.tags;
    this.state.tags = names.map(
      (name) =>
        before.find((tag) => tag.name === name) ?? {
          id: this.#world.snowflakes.next(),
          name,
          moderated: false,
          emojiName: undefined,
        },
    );
    this.state.requiresTag = options.requiresTag ?? this.state.requiresTag;
    announceChannel(this.#world, this.state, "CHANNEL_UPDATE");
  }

  delete(): void {
    deleteChannel(this.#world, this.state);
  }
}
