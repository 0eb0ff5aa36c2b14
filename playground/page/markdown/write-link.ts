import { type Html, html } from "../html.ts";
import type { MarkdownNames } from "./markdown-names.ts";

const jumpPath = /^\/channels\/(\d+)\/(\d+)(?:\/(\d+))?\/?$/;
const discordHost = /^(?:(?:ptb|canary|www)\.)?discord(?:app)?\.com$/;

/** Writes an address as a link. One of this guild leads to its place on the page. `label` is absent if the text is the address. */
export function writeLink(target: string, label: Html | undefined, names: MarkdownNames): Html {
  const url = URL.parse(target);
  const text = label ?? html`${target}`;
  if (url === null || !["http:", "https:", "mailto:"].includes(url.protocol)) return text;
  const [, guildId, channelId, messageId] =
    (discordHost.test(url.hostname) && jumpPath.exec(url.pathname)) || [];
  if (guildId === names.guildId && channelId !== undefined) {
    const place = messageId === undefined ? `#/${channelId}` : `#/${channelId}/${messageId}`;
    const name = names.channel(channelId) ?? "unknown";
    return label === undefined
      ? html`<a class="mention" href="${place}">#${name} › message</a>`
      : html`<a class="jump" href="${place}" title="Goes to #${name}">${label}</a>`;
  }
  return html`<a href="${url.href}" title="${url.href}" target="_blank" rel="noopener noreferrer nofollow">${text}</a>`;
}
