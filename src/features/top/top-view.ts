import type { InteractionEditReplyOptions } from "discord.js";
import { commentCard } from "../../discord/kit/comment-card.ts";
import { jumpLinkTo } from "../../discord/kit/jump-link.ts";
import type { Visit } from "../../discord/kit/visit.ts";
import { describeWriting } from "../../rendering/describe-writing.ts";
import { documentOf } from "../../rendering/document-of.ts";
import { excerpt } from "../../text/excerpt.ts";
import type { Period, TopComment } from "./find-top-comments.ts";

const excerptLength = 350;

/**
 * Shows the best comments of a period.
 * @param siteTitle `undefined` if they are the server's
 */
export async function topView(
  visit: Visit,
  found: readonly TopComment[],
  period: Period,
  siteTitle: string | undefined,
): Promise<InteractionEditReplyOptions> {
  const { language } = visit;
  const say = language.top;
  const cards = found.map(async (one, index) => {
    const { reference, readAtMs } = one.writing;
    const jumpLink = await jumpLinkTo(visit, reference);
    const description = describeWriting(one, { jumpLink, readAtMs }, language);
    return commentCard(description, excerpt(documentOf(one), excerptLength), index + 1);
  });
  return {
    content: found.length === 0 ? say.none(period, siteTitle) : say.heading(period, siteTitle),
    embeds: await Promise.all(cards),
    allowedMentions: { parse: [] },
  };
}
