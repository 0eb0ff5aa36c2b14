import type { LoopbackChannel } from "loopback-discord/driver/channel.ts";
import { LoopbackThread } from "loopback-discord/driver/thread.ts";
import { type Html, html, type Item } from "../html.ts";
import type { Scene } from "../scene.ts";
import { sceneNames } from "../scene-names.ts";
import { lastMessageMs, postItem, tagsView } from "./forum-post-view.ts";
import { messageItem } from "./message-view.ts";
import { cutWindow, type WindowRequest } from "./message-window.ts";

export interface ChannelView {
  readonly kind: "forum" | "text" | "thread";
  readonly name: string;
  readonly header: Html;
  /** The messages, or the posts of a forum. */
  readonly items: readonly Item[];
  readonly above: number;
  readonly below: number;
}

/** Shows one place in the middle of the page. */
export function channelView(
  scene: Scene,
  place: LoopbackChannel | LoopbackThread,
  request: WindowRequest,
): ChannelView {
  const { kind } = place.state;
  if (!(place instanceof LoopbackThread) && kind === "forum") {
    const posts = place.threads().toSorted((one, other) => lastMessageMs(other) - lastMessageMs(one));
    const items = posts.map((post) => postItem(post, sceneNames(scene)));
    return { kind: "forum", name: place.name, header: forumHeader(place), items, above: 0, below: 0 };
  }
  const names = sceneNames(scene);
  const messages = scene.messagesIn(place);
  // Conversations open at their newest message, mirrored threads at their first.
  const opening = kind === "text" ? "end" : "start";
  const anchor = request.anchor === "open" ? opening : request.anchor;
  const { shown, above, below } = cutWindow(messages, { ...request, anchor });
  const items = shown.map((message, index) => {
    const { referenceId } = message.state;
    const answered = referenceId === undefined ? undefined : messages.find(({ id }) => id === referenceId);
    return messageItem(message, messages[above + index - 1], answered, names);
  });
  const header = place instanceof LoopbackThread ? threadHeader(place, scene) : textHeader(place);
  return { kind: kind === "thread" ? "thread" : "text", name: place.name, header, items, above, below };
}

function textHeader(channel: LoopbackChannel): Html {
  return html`<span class="sign" aria-hidden="true">#</span><h1>${channel.name}</h1><span class="topic">${channel.state.topic}</span>`;
}

function forumHeader(channel: LoopbackChannel): Html {
  const posts = channel.threads().length;
  return html`<span class="sign" aria-hidden="true">▤</span><h1>${channel.name}</h1><span class="topic">forum channel, ${posts} ${posts === 1 ? "post" : "posts"}</span>`;
}

function threadHeader(thread: LoopbackThread, scene: Scene): Html {
  const forum = scene.place(thread.parentId);
  const states = [thread.locked ? "locked" : "", thread.archived ? "archived" : ""]
    .filter(Boolean)
    .join(", ");
  return html`<a class="parent" href="#/${thread.parentId}"><span class="sign" aria-hidden="true">▤</span> ${forum?.name}</a><span class="sign" aria-hidden="true">›</span><h1>${thread.name}</h1><span class="tags">${tagsView(thread)}</span>${states && html`<span class="topic">${states}</span>`}`;
}
