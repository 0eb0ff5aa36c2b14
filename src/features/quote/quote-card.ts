import { EmbedBuilder } from "@discordjs/builders";
import type { APIEmbed } from "discord.js";
import { embedAuthor } from "../../discord/kit/embed-author.ts";
import type { Language } from "../../language/english.ts";
import type { Document } from "../../text/document.ts";
import type { Part } from "../../text/part.ts";
import { renderParts } from "../../text/render-parts.ts";
import { blockQuote, type Quote } from "./quote.ts";

export interface CardMessage {
  readonly embeds: readonly APIEmbed[];
  readonly allowedMentions: { readonly parse: [] };
}

/** Shows a quote as messages: the words as a block quote under the author's name, with their source below. */
export function quoteMessages({ author, url, parts }: Quote, language: Language): readonly CardMessage[] {
  return parts.map((part, index) => {
    const count = parts.length > 1 ? `${language.quote.part(index + 1, parts.length)} · ` : "";
    const embed = partEmbed(part, url).setAuthor(embedAuthor(author, count));
    return { embeds: [embed.toJSON(), ...furtherImages(part, url)], allowedMentions: { parse: [] } };
  });
}

/** Shows proposed words in one message: they are at most three messages long, which fits into its embeds. */
export function proposalEmbeds(words: Document): readonly APIEmbed[] {
  return renderParts(blockQuote(words)).map((part) =>
    new EmbedBuilder().setDescription(part.content).toJSON(),
  );
}

function partEmbed(part: Part, url: string): EmbedBuilder {
  const embed = new EmbedBuilder().setDescription(part.content).setURL(url);
  const [image] = part.images;
  return image === undefined ? embed : embed.setImage(image);
}

/** Discord shows embeds with the same address as one, with all their pictures. */
function furtherImages(part: Part, url: string): readonly APIEmbed[] {
  return part.images.slice(1).map((image) => new EmbedBuilder().setURL(url).setImage(image).toJSON());
}
