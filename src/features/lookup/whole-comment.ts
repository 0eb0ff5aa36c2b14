import { EmbedBuilder } from "@discordjs/builders";
import type { APIEmbed, InteractionEditReplyOptions } from "discord.js";
import { commentActions } from "../../discord/kit/comment-actions.ts";
import { commentCard } from "../../discord/kit/comment-card.ts";
import { lookupIds } from "../../discord/kit/controls.ts";
import { jumpLinkTo } from "../../discord/kit/jump-link.ts";
import { pagingRow } from "../../discord/kit/paging.ts";
import type { Visit } from "../../discord/kit/visit.ts";
import type { FoundComment } from "../../finding/find-comment.ts";
import { describeWriting } from "../../rendering/describe-writing.ts";
import { documentOf } from "../../rendering/document-of.ts";
import { maskedLink } from "../../text/masked-link.ts";
import { renderParts } from "../../text/render-parts.ts";

/** A longer comment is easier to read on its site. */
const maxParts = 100;

/**
 * Shows the whole archived comment; a long one, part by part.
 * @param part number from 0; a number that does not exist means the nearest part
 */
export async function wholeComment(
  visit: Visit,
  found: FoundComment,
  part = 0,
): Promise<InteractionEditReplyOptions> {
  const { app, language } = visit;
  const { reference } = found.writing;
  const description = describeWriting(
    found,
    {
      jumpLink: await jumpLinkTo(visit, reference),
      readAtMs: (await app.archive.comments.get(reference))?.readAtMs,
    },
    language,
  );
  const say = language.card;
  const { site } = found.source;
  const readOn = maskedLink(language.mirror.readOn(site.title), description.url);
  const parts = renderParts(documentOf(found), { limit: { parts: maxParts, readOn } });
  const current = Math.min(part, Math.max(0, parts.length - 1));
  const shown = parts[current];
  const [image, ...more] = shown?.images ?? [];
  const card = commentCard(description, shown?.content ?? "");
  const turn = (to: number, label: string) =>
    to in parts ? { label, customId: lookupIds.controls.write("part", { reference, part: to }) } : undefined;
  return {
    content: parts.length > 1 ? `-# ${say.part(current + 1, parts.length)}` : "",
    embeds: [
      image === undefined ? card : { ...card, image: { url: image } },
      ...more.map((url) => furtherImage(description.url, url)),
    ],
    components: [
      ...pagingRow(turn(current - 1, say.previousPart), turn(current + 1, say.nextPart)),
      commentActions(found, "lookup", language),
    ],
    allowedMentions: { parse: [] },
  };
}

/** Discord shows embeds with the same address as one, with all their pictures. */
function furtherImage(url: string, image: string): APIEmbed {
  return new EmbedBuilder().setURL(url).setImage(image).toJSON();
}
