import {
  ActionRowBuilder,
  ButtonBuilder,
  MediaGalleryBuilder,
  SectionBuilder,
  TextDisplayBuilder,
  ThumbnailBuilder,
} from "@discordjs/builders";
import { type APIButtonComponent, type APIComponentInContainer, ButtonStyle } from "discord.js";

/* The parts of a card. Each returns a list that is empty if there is nothing to show, so that cards need no conditions. */

type Blocks = readonly APIComponentInContainer[];

// https://discord.com/developers/docs/components/reference#button
const linkLength = 512;
const labelLength = 80;
// https://discord.com/developers/docs/components/reference#media-gallery
const mostPictures = 10;

/** Discord Markdown, line below line; empty lines are left out. */
export function text(...lines: readonly string[]): Blocks {
  const content = lines.filter((line) => line !== "").join("\n");
  return content === "" ? [] : [new TextDisplayBuilder().setContent(content).toJSON()];
}

/** One line of small print: facts, with a dot between them. */
export function small(...facts: readonly string[]): string {
  const shown = facts.filter((fact) => fact !== "");
  return shown.length === 0 ? "" : `-# ${shown.join(" · ")}`;
}

/** Text with the author's picture beside it, where the site has one. */
export function textBeside(pictureUrl: string | undefined, ...lines: readonly string[]): Blocks {
  const content = text(...lines);
  if (pictureUrl === undefined || !isWebAddress(pictureUrl) || content.length === 0) return content;
  return [
    new SectionBuilder()
      .addTextDisplayComponents(new TextDisplayBuilder().setContent(lines.filter(Boolean).join("\n")))
      .setThumbnailAccessory(new ThumbnailBuilder().setURL(pictureUrl))
      .toJSON(),
  ];
}

export function pictures(urls: readonly string[]): Blocks {
  const shown = urls.filter(isWebAddress).slice(0, mostPictures);
  if (shown.length === 0) return [];
  return [new MediaGalleryBuilder().addItems(...shown.map((url) => ({ media: { url } }))).toJSON()];
}

/** A row of buttons. Four is the most that a phone shows well. */
export function buttons(...row: readonly (APIButtonComponent | undefined)[]): Blocks {
  const shown = row.filter((button) => button !== undefined);
  if (shown.length === 0) return [];
  return [
    new ActionRowBuilder<ButtonBuilder>().addComponents(shown.map((one) => new ButtonBuilder(one))).toJSON(),
  ];
}

/** A button that opens an address; `undefined` if Discord does not take the address. */
export function linkButton(label: string, url: string | undefined): APIButtonComponent | undefined {
  if (url === undefined || url.length > linkLength || !isWebAddress(url)) return undefined;
  return new ButtonBuilder()
    .setStyle(ButtonStyle.Link)
    .setURL(url)
    .setLabel(label.slice(0, labelLength))
    .toJSON();
}

function isWebAddress(address: string): boolean {
  return ["http:", "https:"].includes(URL.parse(address)?.protocol ?? "");
}
