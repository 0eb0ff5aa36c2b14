import { ActionRowBuilder, ButtonBuilder, EmbedBuilder } from "@discordjs/builders";
import {
  type APIActionRowComponent,
  type APIButtonComponent,
  type APIEmbed,
  ButtonStyle,
  type InteractionEditReplyOptions,
} from "discord.js";
import { profileIds } from "../../discord/kit/controls.ts";
import { embedAuthor } from "../../discord/kit/embed-author.ts";
import type { Visit } from "../../discord/kit/visit.ts";
import type { Language } from "../../language/english.ts";
import type { SourceFault } from "../../language/faults.ts";
import { readBody } from "../../rendering/document-of.ts";
import { day } from "../../rendering/moments.ts";
import { authorName, authorUrl } from "../../rendering/names.ts";
import type { Source } from "../../sources/source.ts";
import { maskedLink } from "../../text/masked-link.ts";
import { renderParts } from "../../text/render-parts.ts";
import { type ProfileList, profileLists } from "./profile-place.ts";
import type { FoundProfile } from "./read-profile.ts";

/** Shows who an author is. */
export function profileView(visit: Visit, found: FoundProfile): InteractionEditReplyOptions {
  const { language } = visit;
  return {
    content: staleness(found, found.fault, language),
    embeds: [aboutEmbed(found, language)],
    components: [...listRow(found, undefined, language), actionRow(visit, found)],
    allowedMentions: { parse: [] },
  };
}

/** Says why a site could not be asked; empty if it could. */
export function staleness(
  { source }: FoundProfile,
  fault: SourceFault | undefined,
  language: Language,
): string {
  return fault === undefined
    ? ""
    : `-# ${language.lookup.down(language.siteFault(source.site.title, fault))}`;
}

/** The method that reads each list; a source without the method has no such list. */
const listMethods = {
  sequences: "readSequencesByUser",
  wiki: "readWikiContributions",
  comments: "readCommentsByUser",
} as const satisfies Readonly<Record<ProfileList, keyof Source>>;

/** Buttons that lead to the author's lists and back to the author, except to the view already shown. */
export function listRow(
  found: FoundProfile,
  shown: ProfileList | undefined,
  language: Language,
): readonly APIActionRowComponent<APIButtonComponent>[] {
  const { user, source } = found;
  const site = source.site.name;
  const say = language.profile;
  const numbers = lengthsOf(found);
  const lists = profileLists
    .filter((list) => list !== shown && source[listMethods[list]] !== undefined)
    .map((list) =>
      button(
        say.listButton(say.lists[list], numbers[list]),
        profileIds.controls.write("list", { list, site, user }),
      ),
    );
  const about =
    shown === undefined ? [] : [button(say.overview, profileIds.controls.write("show", { site, user }))];
  const buttons = [...about, ...lists];
  return buttons.length === 0
    ? []
    : [new ActionRowBuilder<ButtonBuilder>().addComponents(...buttons).toJSON()];
}

/** Returns the lengths of the lists that the site reports. */
export function lengthsOf({
  source,
  profile,
}: FoundProfile): Readonly<Record<ProfileList, number | undefined>> {
  const counts = profile?.counts[source.site.name];
  return { sequences: counts?.sequences, wiki: counts?.wikiContributions, comments: counts?.comments };
}

/** Buttons that follow the author, where possible, and open their page. */
export function actionRow(
  { guild, language }: Visit,
  found: FoundProfile,
): APIActionRowComponent<APIButtonComponent> {
  const { source, user } = found;
  const say = language.profile;
  const canFollow = guild !== undefined && source.capabilities.targets.includes("user");
  const follow = button(
    say.follow,
    profileIds.controls.write("follow", { site: source.site.name, user }),
  ).setStyle(ButtonStyle.Primary);
  const open = new ButtonBuilder()
    .setURL(profileUrl(found))
    .setLabel(language.card.open(source.site.title))
    .setStyle(ButtonStyle.Link);
  return new ActionRowBuilder<ButtonBuilder>().addComponents(...(canFollow ? [follow] : []), open).toJSON();
}

export function profileUrl({ source, author }: FoundProfile): string {
  return authorUrl(author, source.site) ?? source.site.url;
}

/** The author line above every view of an author's page. */
export function profileAuthor(found: FoundProfile, language: Language) {
  const { author } = found;
  return embedAuthor({
    name: authorName(author, language),
    avatarUrl: author?.avatarUrl,
    url: profileUrl(found),
  });
}

function aboutEmbed(found: FoundProfile, language: Language): APIEmbed {
  const { source, profile } = found;
  const say = language.profile;
  const url = profileUrl(found);
  const embed = new EmbedBuilder().setAuthor(profileAuthor(found, language)).setURL(url);
  if (profile === undefined) return embed.setDescription(say.notArchived).toJSON();
  const bio = readBody(profile.bio, { baseUrl: url });
  const [opening, ...rest] = renderParts(bio);
  const more = rest.length > 0 ? `\n\n${maskedLink(language.mirror.readOn(source.site.title), url)}` : "";
  const [image] = opening?.images ?? [];
  if (image !== undefined) embed.setImage(image);
  const { karma, posts } = profile.counts[source.site.name] ?? {};
  const field = (name: string, value: string | undefined) =>
    value === undefined ? [] : [{ name, value, inline: true }];
  const number = (count: number | undefined) => (count === undefined ? undefined : language.number(count));
  const words = opening?.content ?? (source.capabilities.bios ? say.noBio : "");
  return embed
    .setDescription(`${words}${more}\n\n-# ${say.read(profile.readAtMs)}`.trim())
    .addFields(
      ...field(say.karma, number(karma)),
      ...field(say.memberSince, profile.joinedAtMs === undefined ? undefined : day(profile.joinedAtMs)),
      ...field(say.posts, number(posts)),
    )
    .toJSON();
}

function button(label: string, customId: string): ButtonBuilder {
  return new ButtonBuilder().setCustomId(customId).setLabel(label).setStyle(ButtonStyle.Secondary);
}
