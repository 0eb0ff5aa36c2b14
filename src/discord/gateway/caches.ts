import {
  type BaseChannel,
  type CacheFactory,
  ChannelType,
  Collection,
  GuildMember,
  ThreadChannel,
  User,
} from "discord.js";

/** Decides for each manager of discord.js what it keeps. Managers without an entry keep nothing. */
const kept = new Map<string, "all" | ((entry: unknown) => boolean)>([
  ["GuildManager", "all"],
  ["RoleManager", "all"],
  ["PermissionOverwriteManager", "all"],
  ["ChannelManager", isUsedChannel],
  ["GuildChannelManager", isUsedChannel],
  ["ThreadManager", isUsedChannel],
  ["GuildMemberManager", isOwn],
  ["UserManager", isOwn],
]);

/** A cache that keeps only some of what discord.js puts into it. */
class SelectiveCache extends Collection<string, unknown> {
  readonly #keeps: (entry: unknown) => boolean;

  constructor(keeps: (entry: unknown) => boolean) {
    super();
    this.#keeps = keeps;
  }

  override set(id: string, entry: unknown): this {
    return this.#keeps(entry) ? super.set(id, entry) : this;
  }

  /** Makes `filter` and the like return ordinary collections. */
  static override get [Symbol.species]() {
    return Collection;
  }
}

/** Always empty, so all managers that keep nothing share it. */
const nothing = new SelectiveCache(() => false);

/**
 * Keeps in memory only what the bot reads again: servers with their roles and forums, its own forum posts, and itself. The rest
 * would be two thirds of the memory of a server; {@link findChannel} asks Discord for other channels.
 */
export const makeCache = ((manager: { readonly name: string }) => {
  const rule = kept.get(manager.name);
  if (rule === undefined) return nothing;
  return rule === "all" ? new Collection() : new SelectiveCache(rule);
}) as CacheFactory;

/** Returns whether a channel is a forum, or a forum post of the bot. */
function isUsedChannel(entry: unknown): boolean {
  const channel = entry as BaseChannel;
  if (channel instanceof ThreadChannel) return channel.ownerId === channel.client.user?.id;
  return channel.type === ChannelType.GuildForum;
}

function isOwn(entry: unknown): boolean {
  return (entry instanceof GuildMember || entry instanceof User) && entry.id === entry.client.user?.id;
}
