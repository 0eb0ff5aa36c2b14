import type { APIEmbed } from "discord-api-types/v10";
import { type Html, html } from "../html.ts";
import type { MarkdownNames } from "../markdown/markdown-names.ts";
import { writeLink } from "../markdown/write-link.ts";
import { writeMarkdown } from "../markdown/write-markdown.ts";
import { writeMoment } from "../markdown/write-moment.ts";
import { pictureView } from "./picture-view.ts";

/** Shows an embed. A script sets its colour, because the page forbids styles in HTML. */
export function embedView(embed: APIEmbed, names: MarkdownNames): Html {
  const { author, title, url, description, fields = [], image, thumbnail, footer, timestamp, color } = embed;
  const accent = color === undefined ? "" : `#${color.toString(16).padStart(6, "0")}`;
  const linked = (text: string, address: string | undefined) =>
    address === undefined ? html`${text}` : writeLink(address, html`${text}`, names);
  const foot = [
    ...(footer === undefined ? [] : [html`<span>${footer.text}</span>`]),
    ...(timestamp === undefined ? [] : [writeMoment(Date.parse(timestamp), "f")]),
  ];
  return html`<article class="embed" data-accent="${accent}">
    ${author && html`<div class="embed-author">${linked(author.name, author.url)}</div>`}
    ${title && html`<div class="embed-title">${linked(title, url)}</div>`}
    ${description && html`<div class="markdown">${writeMarkdown(description, names)}</div>`}
    ${fields.map(
      (
        field,
      ) => html`<div class="embed-field"><div class="embed-field-name">${writeMarkdown(field.name, names)}</div>
        <div class="markdown">${writeMarkdown(field.value, names)}</div></div>`,
    )}
    ${thumbnail && pictureView(thumbnail.url, undefined)}
    ${image && pictureView(image.url, undefined)}
    ${foot.length > 0 && html`<footer>${foot}</footer>`}
  </article>`;
}
