import { type APIGuildForumTag, type ForumChannel, type REST, Routes } from "discord.js";
import { DiscordError } from "../errors.ts";

// https://discord.com/developers/docs/resources/channel#forum-tag-object
const nameLength = 20;
const tagsPerChannel = 20;
const tagsPerPost = 5;

interface TagChoice {
  readonly id: string;
  readonly name: string;
}

/**
 * Ids of the channel's tags for the names given, most important first. Missing ones are created while the channel has room
 * and the bot may; a channel that requires a tag gets its first when none fits.
 * @throws {DiscordError} `tag-required` when the channel requires a tag and has none to give
 */
export async function chooseTags(
  rest: REST,
  channel: ForumChannel,
  names: readonly string[],
): Promise<readonly string[]> {
  const me = channel.guild.members.me;
  const permissions = me === null ? undefined : channel.permissionsFor(me);
  const mayModerate = permissions?.has("ManageThreads") ?? false;
  const wanted = distinct(names.map(tagName).filter((name) => name !== "")).slice(0, tagsPerPost);
  const usable = channel.availableTags.filter((tag) => mayModerate || !tag.moderated);
  const missing = wanted.filter((name) => !channel.availableTags.some((tag) => sameName(tag.name, name)));
  const room = tagsPerChannel - channel.availableTags.length;
  const created =
    missing.length > 0 && room > 0 && (permissions?.has("ManageChannels") ?? false)
      ? await createTags(rest, channel, missing.slice(0, room))
      : [];
  const all: readonly TagChoice[] = [...usable, ...created];
  const chosen = wanted.flatMap((name) => all.find((tag) => sameName(tag.name, name))?.id ?? []);
  if (chosen.length > 0 || !channel.flags.has("RequireTag")) return chosen;
  const any = all.at(0);
  if (any === undefined)
    throw new DiscordError("the channel requires a tag and has none", { kind: "tag-required" });
  return [any.id];
}

async function createTags(
  rest: REST,
  channel: ForumChannel,
  names: readonly string[],
): Promise<readonly TagChoice[]> {
  const kept = channel.availableTags.map(({ id, name, moderated, emoji }) => ({
    id,
    name,
    moderated,
    emoji_id: emoji?.id ?? null,
    emoji_name: emoji?.id == null ? (emoji?.name ?? null) : null,
  }));
  const body = { available_tags: [...kept, ...names.map((name) => ({ name }))] };
  const updated = (await rest.patch(Routes.channel(channel.id), { body })) as {
    readonly available_tags: readonly APIGuildForumTag[];
  };
  return updated.available_tags.filter((tag) => names.some((name) => sameName(tag.name, name)));
}

function tagName(name: string): string {
  const line = name.replace(/\s+/g, " ").trim();
  return line.length <= nameLength
    ? line
    : `${line
        .slice(0, nameLength - 1)
        .replace(/[\ud800-\udbff]$/, "")
        .trim()}…`;
}

function sameName(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}

function distinct(names: readonly string[]): readonly string[] {
  return names.filter((name, index) => names.findIndex((other) => sameName(other, name)) === index);
}
