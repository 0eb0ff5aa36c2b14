import { writeCommand } from "./composer.js";
import { closeDrawers } from "./drawers.js";
import { showFault } from "./fault.js";
import { syncList } from "./keyed-list.js";
import { read, send } from "./server.js";

const entries = document.querySelector("#entries");
const hidden = document.querySelector("#entries-hidden");
const words = document.querySelector("#words");
let forumName;

/** Sets the forum channel that the panel's commands name. */
export function followInto(name) {
  forumName = name;
}

export async function refreshForum() {
  const panel = await read("/api/forum", { words: words.value });
  syncList(entries, panel.items);
  hidden.hidden = panel.hidden === 0;
  hidden.textContent = `${panel.hidden} more: search to find them.`;
}

entries.addEventListener("click", async ({ target }) => {
  const button = target.closest("button");
  if (!button) return;
  const { follow, reader, post } = button.dataset;
  if (follow !== undefined) {
    closeDrawers();
    writeCommand(`/follow url:${follow}${forumName === undefined ? "" : ` channel:#${forumName}`}`);
  }
  if (reader === undefined) return;
  showFault("");
  button.disabled = true;
  try {
    await send("/api/reader", { action: reader, postId: post });
  } catch (error) {
    showFault(error.message);
  } finally {
    button.disabled = false;
  }
});
words.addEventListener("input", refreshForum);
