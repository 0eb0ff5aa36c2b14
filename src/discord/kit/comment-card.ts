import { EmbedBuilder } from "@discordjs/builders";
import type { APIEmbed } from "discord.js";
import type { WritingDescription } from "../../rendering/describe-writing.ts";
import { escapeText } from "../../text/escape.ts";
import { cutAtWord } from "../../text/excerpt.ts";
import { embedAuthor } from "./embed-author.ts";

const titleLength = 100;

/**
 * Shows one comment as a card: author, post and words, with the known facts below.
 * @param words Discord Markdown
 * @param number the comment's number in a list
 */
export function commentCard(
  { author, title, url, facts }: WritingDescription,
  words: string,
  number?: number,
): APIEmbed {
  return new EmbedBuilder()
    .setAuthor(embedAuthor(author, number === undefined ? "" : `${number} · `))
    .setTitle(escapeText(cutAtWord(title, titleLength)))
    .setURL(url)
    .setDescription([words, `-# ${facts}`].filter(Boolean).join("\n"))
    .toJSON();
}
