import { EmbedBuilder } from "@discordjs/builders";
import type { APIEmbed, InteractionEditReplyOptions } from "discord.js";
import { commentActions } from "../../discord/kit/comment-actions.ts";
import { commentCard } from "../../discord/kit/comment-card.ts";
import { contextIds } from "../../discord/kit/controls.ts";
import { jumpLinkTo } from "../../discord/kit/jump-link.ts";
import { pagingRow } from "../../discord/kit/paging.ts";
import type { Visit } from "../../discord/kit/visit.ts";
import { type FoundComment, type FoundWriting, isFoundComment } from "../../finding/find-comment.ts";
import type { Comment } from "../../forum/comment.ts";
import { siteLink } from "../../forum/site.ts";
import type { Writing } from "../../forum/writing.ts";
import type { Language } from "../../language/english.ts";
import { describeWriting } from "../../rendering/describe-writing.ts";
import { documentOf } from "../../rendering/document-of.ts";
import { titleOf } from "../../rendering/names.ts";
import { escapeText } from "../../text/escape.ts";
import { cutAtWord, excerpt } from "../../text/excerpt.ts";
import { type CommentContext, readCommentContext } from "./comment-context.ts";
import { type Outline, outline } from "./outline.ts";
import { indented, outlineLine } from "./outline-line.ts";
import { readPostContext } from "./post-context.ts";

const excerptLength = 400;
const titleLength = 100;
const repliesLength = 5;

/** The parts of a comment's surroundings to show; both are page numbers from 0. */
export interface ContextPlace {
  /** Page of the ancestors, see {@link outline}. */
  readonly above: number;
  readonly replies: number;
}

/** Shows the ancestors of a comment up to the post, the comment, and its direct replies. A post has no ancestors. */
export async function contextView(
  visit: Visit,
  found: FoundWriting,
  place: ContextPlace = { above: 0, replies: 0 },
): Promise<InteractionEditReplyOptions> {
  const { app, language } = visit;
  const { writing, source } = found;
  const surroundings = isFoundComment(found)
    ? await readCommentContext(app, found)
    : await readPostContext(app, found);
  const { fault } = surroundings;
  const shown = outline(surroundings.ancestors, place.above);
  const pages = Math.max(1, Math.ceil(surroundings.replies.length / repliesLength));
  const replies = Math.min(place.replies, pages - 1);
  const current = { ...place, replies };
  const whereabouts = {
    jumpLink: await jumpLinkTo(visit, writing.reference),
    readAtMs: await readAtMsOf(visit, found),
  };
  const card = commentCard(
    describeWriting(found, whereabouts, language),
    excerpt(documentOf(found), excerptLength),
  );
  const line = async (one: Comment) =>
    outlineLine(one, source.site, await jumpLinkTo(visit, one.reference), language);
  return {
    content:
      fault === undefined ? "" : language.context.asArchived(language.siteFault(source.site.title, fault)),
    embeds: [
      ...(isFoundComment(found) ? [await ancestorsEmbed(found, surroundings, shown, line, language)] : []),
      card,
      await repliesEmbed(surroundings, replies, line, language),
    ],
    components: [
      ...turns(writing, current, shown, pages, language),
      commentActions(found, "context", language),
    ],
    allowedMentions: { parse: [] },
  };
}

/** The moment when the site last returned the record. */
async function readAtMsOf({ app: { archive } }: Visit, found: FoundWriting): Promise<number | undefined> {
  const kept = isFoundComment(found)
    ? await archive.comments.get(found.writing.reference)
    : await archive.posts.get(found.writing.reference);
  return kept?.readAtMs;
}

type WriteLine = (comment: Comment) => Promise<string>;

async function ancestorsEmbed(
  { writing, post, source }: FoundComment,
  { ancestors, isCutOff }: CommentContext,
  { items }: Outline<Comment>,
  line: WriteLine,
  language: Language,
): Promise<APIEmbed> {
  const say = language.context;
  const lines = await Promise.all(
    // Each shown comment answers the one above it, so its place among them says how far to move it.
    items.map(async (item, level) =>
      item.kind === "gap" ? `-# ${say.gap(item.where, item.count)}` : indented(await line(item.value), level),
    ),
  );
  const depth = ancestors.length + 1;
  const standing = [
    ...(isCutOff ? [say.cutOff] : []),
    ...(ancestors.length > 0 || isCutOff ? [] : [writing.isAnswer ? say.answer : say.top]),
    isCutOff ? say.atLeast(depth) : say.depth(depth),
  ];
  const embed = new EmbedBuilder()
    .setTitle(escapeText(cutAtWord(titleOf(post, language), titleLength)))
    .setDescription([...lines, `-# ${standing.join(" · ")}`].join("\n"));
  return (post === undefined ? embed : embed.setURL(siteLink(source.site, post.path))).toJSON();
}

async function repliesEmbed(
  { replies, fault }: CommentContext,
  page: number,
  line: WriteLine,
  language: Language,
): Promise<APIEmbed> {
  const say = language.context;
  const first = page * repliesLength;
  const shown = replies.slice(first, first + repliesLength);
  const lines = await Promise.all(shown.map(async (reply) => indented(await line(reply), 1)));
  const none = fault === undefined ? say.noReplies : say.noKnownReplies;
  const footer =
    replies.length > repliesLength
      ? [`-# ${say.shownReplies(first + 1, first + shown.length, replies.length)}`]
      : [];
  return new EmbedBuilder()
    .setTitle(replies.length === 0 ? none : say.replies(replies.length))
    .setDescription([...lines, ...footer].join("\n") || null)
    .toJSON();
}

function turns(
  { reference }: Writing,
  { above, replies }: ContextPlace,
  { hasMore }: Outline<Comment>,
  replyPages: number,
  language: Language,
) {
  const say = language.context;
  const turn = (label: string, toAbove: number, toReplies: number) => ({
    label,
    customId: contextIds.controls.write("turn", { reference, above: toAbove, replies: toReplies }),
  });
  return [
    ...pagingRow(
      hasMore ? turn(above > 0 ? say.moreAbove : say.showAbove, above + 1, replies) : undefined,
      above > 0 ? turn(say.collapse, 0, replies) : undefined,
    ),
    ...pagingRow(
      replies > 0 ? turn(language.paging.back, above, replies - 1) : undefined,
      replies < replyPages - 1 ? turn(language.paging.next, above, replies + 1) : undefined,
    ),
  ];
}
