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
import { siteLink } from "../../forum/site.ts";
import type { Language } from "../../language/english.ts";
import { readBody } from "../../rendering/document-of.ts";
import { day } from "../../rendering/moments.ts";
import { authorName } from "../../rendering/names.ts";
import { maskedLink } from "../../text/masked-link.ts";
import { renderParts } from "../../text/render-parts.ts";
import { type ProfileList, profileLists } from "./profile-place.ts";
import type { FoundProfile } from "./read-profile.ts";

/** Who an author is. */
export function profileView(visit: Visit, found: FoundProfile): InteractionEditReplyOptions {
  const { language } = visit;
  return {
    content: staleness(found.isDown, found.source.site.title, language),
    embeds: [aboutEmbed(found, language)],
    components: [listRow(found, undefined, language), actionRow(visit, found)],
    allowedMentions: { parse: [] },
  };
}

/** Says that a site could not be asked; empty when it could. */
export function staleness(isDown: boolean, title: string, language: Language): string {
  return isDown ? `-# ${language.lookup.down(title)}` : "";
}

/** Leads to the lists of an author's page, and from them back to the author, but for what is shown already. */
export function listRow(
  found: FoundProfile,
  shown: ProfileList | undefined,
  language: Language,
): APIActionRowComponent<APIButtonComponent> {
  const { user } = found;
  const site = found.source.site.name;
  const say = language.profile;
  const numbers = lengthsOf(found);
  const lists = profileLists
    .filter((list) => list !== shown)
    .map((list) =>
      button(
        say.listButton(say.lists[list], numbers[list]),
        profileIds.controls.write("list", { list, site, user }),
      ),
    );
  const about =
    shown === undefined ? [] : [button(say.overview, profileIds.controls.write("show", { site, user }))];
  return new ActionRowBuilder<ButtonBuilder>().addComponents(...about, ...lists).toJSON();
}

/** The lengths of the lists, as far as the site gives them. */
export function lengthsOf({
  source,
  profile,
}: FoundProfile): Readonly<Record<ProfileList, number | undefined>> {
  const counts = profile === undefined ? undefined : countsOf(profile, source.site.name);
  return { sequences: counts?.sequences, wiki: profile?.wikiContributions, comments: counts?.comments };
}

/** Follows the author, where that can be, and opens their page. */
export function actionRow(
  { guild, language }: Visit,
  found: FoundProfile,
): APIActionRowComponent<APIButtonComponent> {
  const { source, user } = found;
  const say = language.profile;
  const follow = button(
    say.follow,
    profileIds.controls.write("follow", { site: source.site.name, user }),
  ).setStyle(ButtonStyle.Primary);
  const open = new ButtonBuilder()
    .setURL(profileUrl(found))
    .setLabel(language.card.open(source.site.title))
    .setStyle(ButtonStyle.Link);
  return new ActionRowBuilder<ButtonBuilder>()
    .addComponents(...(guild === undefined ? [] : [follow]), open)
    .toJSON();
}

export function profileUrl({ source, author, profile }: FoundProfile): string {
  return siteLink(source.site, profile?.path ?? author?.path ?? "/");
}

/** Above everything that is shown of an author. */
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
  const counts = countsOf(profile, source.site.name);
  const field = (name: string, value: string) => ({ name, value, inline: true });
  return embed
    .setDescription(`${opening?.content ?? say.noBio}${more}\n\n-# ${say.read(profile.readAtMs)}`)
    .addFields(
      field(say.karma, language.number(counts.karma)),
      field(say.memberSince, day(profile.joinedAtMs)),
      field(say.posts, language.number(counts.posts)),
    )
    .toJSON();
}

/** As the site shows them. */
function countsOf(profile: NonNullable<FoundProfile["profile"]>, site: string) {
  return site === "alignmentforum" ? profile.alignmentCounts : profile.counts;
}

function button(label: string, customId: string): ButtonBuilder {
  return new ButtonBuilder().setCustomId(customId).setLabel(label).setStyle(ButtonStyle.Secondary);
}
