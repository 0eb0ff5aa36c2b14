import { MessageFlags } from "discord-api-types/v10";
import type { LoopbackMessage } from "loopback-discord/driver/message.ts";
import { type Html, html, type Item } from "../html.ts";
import { writeMarkdown } from "../markdown/write-markdown.ts";
import { writeMoment } from "../markdown/write-moment.ts";
import { avatarView } from "./avatar-view.ts";
import { type ComponentNames, componentViews } from "./component-view.ts";
import { embedView } from "./embed-view.ts";

export interface MessageNames extends ComponentNames {
  /** The command that a message answers, and who used it. */
  commandBehind(message: LoopbackMessage): { readonly user: string; readonly command: string } | undefined;
  /** Returns whether to mark the message as an app's. */
  isApp(message: LoopbackMessage): boolean;
  /** Commands in the menu of a message. */
  readonly menus: readonly string[];
}

/** Discord's client shows the author once for what they wrote within this time. */
const groupedWithinMs = 7 * 60_000;

/**
 * Shows one message of a channel.
 * @param previous the message above it
 * @param answered the message it replies to
 */
export function messageItem(
  message: LoopbackMessage,
  previous: LoopbackMessage | undefined,
  answered: LoopbackMessage | undefined,
  names: MessageNames,
): Item {
  const behind = names.commandBehind(message);
  const isGrouped = behind === undefined && answered === undefined && continues(message, previous);
  const kinds = ["message", isGrouped ? "grouped" : "", message.isEphemeral ? "ephemeral" : ""];
  return {
    key: message.id,
    html: html`<li class="${kinds.filter(Boolean).join(" ")}" data-key="${message.id}" data-channel="${message.channelId}" tabindex="-1">
      ${behind && html`<div class="above">↱ <b>${behind.user}</b> used <span class="mention">/${behind.command}</span></div>`}
      ${answered && html`<a class="above" href="#/${answered.channelId}/${answered.id}">↱ <b>${answered.username}</b> ${answered.content.slice(0, 80)}</a>`}
      ${isGrouped ? html`<span class="gutter">${writeMoment(message.createdAtMs, "t")}</span>` : avatarView(message.username)}
      <div class="body">
        ${!isGrouped && headerView(message, names)}
        ${contentView(message, names)}
        ${message.isEphemeral && html`<p class="only-you">Only you can see this · <button type="button" class="plain" data-dismiss>Dismiss message</button></p>`}
      </div>
      ${!message.isEphemeral && names.menus.length > 0 && menuView(names.menus)}
    </li>`,
  };
}

/** Shows the content of a message without its author. */
function contentView(message: LoopbackMessage, names: MessageNames): Html {
  if ((message.flags & MessageFlags.Loading) !== 0) {
    return html`<p class="thinking"><span class="dots" aria-hidden="true"><i></i><i></i><i></i></span> ${message.username} is thinking…</p>`;
  }
  const edited = message.editedAtMs !== undefined && html` <span class="edited">(edited)</span>`;
  return html`
    ${message.content !== "" && html`<div class="markdown">${writeMarkdown(message.content, names)}${edited}</div>`}
    ${message.embeds.map((embed) => embedView(embed, names))}
    ${message.attachments.map((file) => html`<a class="picture" href="${file.url}" target="_blank" rel="noopener noreferrer"><span class="picture-sign" aria-hidden="true">▤</span><span><b>${file.filename}</b> <span class="quiet">${file.size} bytes</span></span></a>`)}
    ${componentViews(message.components, names)}
    ${message.content === "" && edited}`;
}

function headerView(message: LoopbackMessage, names: MessageNames): Html {
  return html`<header><b class="author">${message.username}</b>
    ${names.isApp(message) && html`<span class="badge">APP</span>`}
    <span class="message-time">${writeMoment(message.createdAtMs, "message")}</span>
    ${message.pinned && html`<span class="quiet">pinned</span>`}</header>`;
}

function menuView(menus: readonly string[]): Html {
  return html`<details class="menu"><summary class="menu-sign" aria-label="Apps">⋯</summary>
    <div role="group" aria-label="Apps">${menus.map((name) => html`<button type="button" data-menu="${name}">${name}</button>`)}</div></details>`;
}

function continues(message: LoopbackMessage, previous: LoopbackMessage | undefined): boolean {
  return (
    previous !== undefined &&
    previous.authorId === message.authorId &&
    previous.username === message.username &&
    previous.isEphemeral === message.isEphemeral &&
    message.createdAtMs - previous.createdAtMs < groupedWithinMs
  );
}
