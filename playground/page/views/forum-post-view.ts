import type { LoopbackThread } from "loopback-discord/driver/thread.ts";
import { type Html, html, type Item } from "../html.ts";
import type { MarkdownNames } from "../markdown/markdown-names.ts";
import { plainText } from "../markdown/plain-text.ts";
import { writeMoment } from "../markdown/write-moment.ts";
import { avatarView } from "./avatar-view.ts";

const excerptLength = 220;

/** Shows a forum post in the list of its forum. */
export function postItem(thread: LoopbackThread, names: MarkdownNames): Item {
  const [starter] = thread.messages;
  const embed = starter?.embeds[0];
  const author = embed?.author?.name ?? starter?.username ?? "";
  const words = plainText(starter?.content || embed?.description || "", names);
  const excerpt = words.length > excerptLength ? `${words.slice(0, excerptLength)}…` : words;
  const count = thread.state.messages.size;
  return {
    key: thread.id,
    html: html`<li class="post" data-key="${thread.id}">
      ${thread.appliedTags.length > 0 && html`<div class="tags">${tagsView(thread)}</div>`}
      <h2><a href="#/${thread.id}">${thread.name}</a></h2>
      <p>${avatarView(author)}<span><b>${author}</b>: ${excerpt}</span></p>
      <div class="facts"><span>${count} ${count === 1 ? "message" : "messages"}</span> · ${writeMoment(lastMessageMs(thread), "R")}
        ${thread.locked && html`<span> · locked</span>`}${thread.archived && html`<span> · archived</span>`}</div>
    </li>`,
  };
}

export function lastMessageMs(thread: LoopbackThread): number {
  return [...thread.state.messages.values()].at(-1)?.createdAtMs ?? thread.state.createdAtMs;
}

export function tagsView(thread: LoopbackThread): readonly Html[] {
  return thread.appliedTags.map((tag) => html`<span class="tag">${tag}</span>`);
}
