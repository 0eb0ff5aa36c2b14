import { EmbedBuilder } from "@discordjs/builders";
import type { APIEmbed, InteractionEditReplyOptions } from "discord.js";
import { commentCard } from "../../discord/kit/comment-card.ts";
import { profileIds } from "../../discord/kit/controls.ts";
import { jumpLinkTo } from "../../discord/kit/jump-link.ts";
import { pagingRow } from "../../discord/kit/paging.ts";
import type { Visit } from "../../discord/kit/visit.ts";
import { readComments } from "../../finding/read-through.ts";
import { siteLink } from "../../forum/site.ts";
import type { Language } from "../../language/english.ts";
import { describeWriting } from "../../rendering/describe-writing.ts";
import { documentOf } from "../../rendering/document-of.ts";
import { day, moment } from "../../rendering/moments.ts";
import { shownTitle } from "../../rendering/names.ts";
import { excerpt } from "../../text/excerpt.ts";
import { maskedLink } from "../../text/masked-link.ts";
import { type ProfileList, type ProfilePlace, rememberProfilePlace } from "./profile-place.ts";
import { actionRow, lengthsOf, listRow, profileAuthor, profileUrl, staleness } from "./profile-view.ts";
import type { FoundProfile } from "./read-profile.ts";
import { type ProfileListPage, readProfileList } from "./read-profile-list.ts";

const excerptLength = 350;

/** Shows one page of an author's writing. */
export async function profileListView(
  visit: Visit,
  found: FoundProfile,
  place: ProfilePlace,
): Promise<InteractionEditReplyOptions> {
  const { app, language } = visit;
  const here = await rememberProfilePlace(app.archive, place);
  const read = await readProfileList(app, found.source, place, here);
  const { page, more, fault } = read;
  const next = more === undefined ? undefined : await rememberProfilePlace(app.archive, more);
  const turn = (to: string | undefined, label: string) =>
    to === undefined ? undefined : { label, customId: profileIds.controls.write("page", { memory: to }) };
  const length = page.sequences.length + page.wikiContributions.length + page.comments.length;
  const say = language.profile;
  const list = say.lists[place.list];
  const shown = place.shown + length;
  const total = totalOf(found, place.list, read, shown);
  const head = length === 0 ? `**${list}**` : `**${say.shown(list, place.shown + 1, shown, total)}**`;
  const empty =
    more === undefined && place.shown === 0 ? say.none : more === undefined ? "" : language.lookup.noneYet;
  const small = [
    say.read(page.readAtMs),
    more === undefined && (length > 0 || place.shown > 0) ? language.lookup.end : "",
  ];
  const lines = [
    head,
    length === 0 ? empty : "",
    `-# ${small.filter(Boolean).join(" · ")}`,
    staleness(found, fault, language),
  ];
  const embeds =
    place.list === "comments"
      ? await commentCards(visit, read, found, place.shown + 1)
      : entries(read, found, language);
  return {
    content: lines.filter(Boolean).join("\n"),
    embeds,
    components: [
      ...pagingRow(turn(place.back, language.paging.back), turn(next, language.paging.next)),
      ...listRow(found, place.list, language),
      actionRow(visit, found),
    ],
    allowedMentions: { parse: [] },
  };
}

/** Returns the site's count, corrected on the last page. The total of records from the archive alone is unknown. */
function totalOf(
  found: FoundProfile,
  list: ProfileList,
  { fault, more }: ProfileListPage,
  shown: number,
): number | undefined {
  if (fault !== undefined) return undefined;
  if (more === undefined) return shown;
  const total = lengthsOf(found)[list];
  return total !== undefined && total > shown ? total : undefined;
}

function entries({ page }: ProfileListPage, found: FoundProfile, language: Language): readonly APIEmbed[] {
  const { site } = found.source;
  const say = language.profile;
  const lines = [
    ...page.sequences.map(
      ({ title, path, postCount, createdAtMs }) =>
        `- ${maskedLink(shownTitle(title, language), siteLink(site, path))} · ${say.sequence(postCount, day(createdAtMs))}`,
    ),
    ...page.wikiContributions.map(({ title, path, editedAtMs, ...facts }) =>
      [
        `- ${maskedLink(shownTitle(title, language), siteLink(site, path))}`,
        moment(editedAtMs),
        say.contribution(facts),
      ]
        .filter(Boolean)
        .join(" · "),
    ),
  ];
  const embed = new EmbedBuilder().setAuthor(profileAuthor(found, language)).setURL(profileUrl(found));
  return lines.length === 0 ? [] : [embed.setDescription(lines.join("\n")).toJSON()];
}

async function commentCards(
  visit: Visit,
  { page }: ProfileListPage,
  { source }: FoundProfile,
  first: number,
): Promise<readonly APIEmbed[]> {
  const { app, language } = visit;
  const comments = await readComments(app, source, page.comments, { priority: "member" });
  const posts = await app.archive.posts.getMany([...comments.values()].map(({ thread }) => thread));
  const cards = page.comments.map(async (reference, index) => {
    const writing = comments.get(reference);
    if (writing === undefined || writing.visibility !== "visible") return [];
    const found = { source, writing, post: posts.get(writing.thread) };
    const whereabouts = { jumpLink: await jumpLinkTo(visit, reference), readAtMs: undefined };
    const pinned = writing.isPinned ? `-# ${language.profile.pinned}\n` : "";
    const words = pinned + excerpt(documentOf(found), excerptLength);
    return [commentCard(describeWriting(found, whereabouts, language), words, first + index)];
  });
  return (await Promise.all(cards)).flat();
}
