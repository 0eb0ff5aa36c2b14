import {
  type APIGuildForumChannel,
  type APIGuildForumTag,
  type ForumChannel,
  type REST,
  Routes,
} from "discord.js";
import PQueue from "p-queue";
import { DiscordError } from "../../mirror/discord-error.ts";
import { cutAtCharacter } from "../../text/excerpt.ts";

// https://discord.com/developers/docs/resources/channel#forum-tag-object
const nameLength = 20;
const tagsPerChannel = 20;
const tagsPerPost = 5;

/**
 * Chooses the tags of forum posts, for one post of a channel at a time. Discord takes a channel's tags as a whole, so two posts
 * that each add one at once would undo each other.
 */
export class ForumTags {
  readonly #rest: REST;
  readonly #turns = new Map<string, PQueue>();

  constructor(rest: REST) {
    this.#rest = rest;
  }

  /**
   * Returns the ids of the channel's tags with these names, most important first. Creates missing ones while the channel has room
   * and the bot may. If the channel requires a tag and none fits, the post gets the first one.
   * @throws {DiscordError} `tag-required` if the channel requires a tag and has none to give
   */
  async choose(channel: ForumChannel, names: readonly string[]): Promise<readonly string[]> {
    const turn = this.#turns.get(channel.id) ?? new PQueue({ concurrency: 1 });
    this.#turns.set(channel.id, turn);
    return await turn.add(() => this.#choose(channel, names));
  }

  /**
   * Returns the ids that a post should have after its tag names change. Tags that others added stay, and tags that others removed
   * stay away.
   * @param applied the ids that it has
   */
  async exchange(
    channel: ForumChannel,
    applied: readonly string[],
    before: readonly string[],
    after: readonly string[],
  ): Promise<readonly string[]> {
    const [given, wanted] = [tagNames(before), tagNames(after)];
    const isIn = (names: readonly string[], name: string) => names.some((other) => sameName(other, name));
    const gone = given.filter((name) => !isIn(wanted, name));
    const added = wanted.filter((name) => !isIn(given, name));
    const goneIds = channel.availableTags.filter((tag) => isIn(gone, tag.name)).map(({ id }) => id);
    const kept = applied.filter((id) => !goneIds.includes(id));
    if (added.length === 0 && kept.length > 0) return kept;
    const chosen =
      added.length === 0 && !channel.flags.has("RequireTag") ? [] : await this.choose(channel, added);
    return [...new Set([...kept, ...chosen])].slice(0, tagsPerPost);
  }

  async #choose(channel: ForumChannel, names: readonly string[]): Promise<readonly string[]> {
    const me = channel.guild.members.me;
    const permissions = me === null ? undefined : channel.permissionsFor(me);
    const mayModerate = permissions?.has("ManageThreads") ?? false;
    const wanted = tagNames(names);
    const tags = await this.#withMissing(channel, wanted, permissions?.has("ManageChannels") ?? false);
    const usable = tags.filter((tag) => mayModerate || !tag.moderated);
    const chosen = wanted.flatMap((name) => usable.find((tag) => sameName(tag.name, name))?.id ?? []);
    if (chosen.length > 0 || !channel.flags.has("RequireTag")) return chosen;
    const any = usable.at(0);
    if (any === undefined)
      throw new DiscordError("the channel requires a tag and has none", { kind: "tag-required" });
    return [any.id];
  }

  /** Returns the channel's tags, after creating as many missing ones as possible. */
  async #withMissing(
    channel: ForumChannel,
    wanted: readonly string[],
    mayCreate: boolean,
  ): Promise<readonly Pick<APIGuildForumTag, "id" | "name" | "moderated">[]> {
    const lacks = (tags: readonly { readonly name: string }[]) =>
      wanted.filter((name) => !tags.some((tag) => sameName(tag.name, name)));
    if (!mayCreate || lacks(channel.availableTags).length === 0) return channel.availableTags;
    // The gateway's copy may not yet have tags that were created for the previous post.
    const current = ((await this.#rest.get(Routes.channel(channel.id))) as APIGuildForumChannel)
      .available_tags;
    const missing = lacks(current).slice(0, Math.max(0, tagsPerChannel - current.length));
    if (missing.length === 0) return current;
    const body = { available_tags: [...current, ...missing.map((name) => ({ name }))] };
    const updated = (await this.#rest.patch(Routes.channel(channel.id), { body })) as APIGuildForumChannel;
    return updated.available_tags;
  }
}

/** Returns the names that a post gets, in the form that Discord accepts. */
function tagNames(names: readonly string[]): readonly string[] {
  return distinct(names.map((name) => cutAtCharacter(name, nameLength)).filter((name) => name !== "")).slice(
    0,
    tagsPerPost,
  );
}

function sameName(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}

function distinct(names: readonly string[]): readonly string[] {
  return names.filter((name, index) => names.findIndex((other) => sameName(other, name)) === index);
}
