import { html, type Item } from "../html.ts";
import type { Scene } from "../scene.ts";
import { lastMessageMs } from "./forum-post-view.ts";

const maxPosts = 30;

/** Lists the channels of the guild, with the latest posts below each forum. */
export function sidebarItems(scene: Scene): readonly Item[] {
  return scene.guild.channels.flatMap((channel) => {
    const isForum = channel.state.kind === "forum";
    const posts = channel.threads().toSorted((one, other) => lastMessageMs(other) - lastMessageMs(one));
    const entry: Item = {
      key: channel.id,
      html: html`<li class="channel" data-key="${channel.id}"><a class="channel-link" href="#/${channel.id}"><span class="sign" aria-hidden="true">${isForum ? "▤" : "#"}</span><span class="name">${channel.name}</span></a></li>`,
    };
    const below = posts.slice(0, maxPosts).map(({ id, name }) => ({
      key: id,
      html: html`<li class="channel sub" data-key="${id}"><a class="channel-link" href="#/${id}"><span class="name">${name}</span></a></li>`,
    }));
    return [entry, ...below];
  });
}
