import { EmbedBuilder } from "@discordjs/builders";
import type { APIEmbed } from "discord.js";
import { buttons, linkButton, pictures, small, text, textBeside } from "../../discord/kit/cards/blocks.ts";
import { type CardMessage, card, cardMessage } from "../../discord/kit/cards/card.ts";
import type { Language } from "../../language/english.ts";
import type { Document } from "../../text/document.ts";
import { escapeText } from "../../text/escape.ts";
import { cutAtWord } from "../../text/excerpt.ts";
import { renderParts } from "../../text/render-parts.ts";
import { blockQuote, linkIfShort, type Quote } from "./quote.ts";

const nameLength = 80;

/** Shows a quote as in print: the words, then who wrote them, where and when. A long one takes several messages; the last names the source. */
export function quoteMessages(quote: Quote, language: Language): readonly CardMessage[] {
  const { site, author, parts } = quote;
  const name = cutAtWord(author.name, nameLength);
  return parts.map((part, index) => {
    const count = parts.length > 1 ? language.quote.part(index + 1, parts.length) : "";
    const isLast = index === parts.length - 1;
    const end = isLast ? sourceBlocks(quote, name, count, language) : text(small(count, escapeText(name)));
    return cardMessage(card(site, text(part.content), pictures(part.images), end));
  });
}

function sourceBlocks(quote: Quote, name: string, count: string, language: Language) {
  const { site, author, url, on, details, version, jumpLink } = quote;
  const say = language.quote;
  const source = [linkIfShort(name, author.url), on].filter(Boolean).join(", ");
  return [
    ...textBeside(author.avatarUrl, `— ${source}`, small(count, ...details), small(version)),
    ...buttons(linkButton(say.onSite(site.title), url), linkButton(say.inServer, jumpLink)),
  ];
}

/** Shows proposed words in one message: they are at most three messages long, which fits into its embeds. */
export function proposalEmbeds(words: Document): readonly APIEmbed[] {
  return renderParts(blockQuote(words)).map((part) =>
    new EmbedBuilder().setDescription(part.content).toJSON(),
  );
}
