import { openChannel, openPlace, refreshChannel } from "./channel-pane.js";
import "./composer.js";
import { closeDrawers } from "./drawers.js";
import { showFault } from "./fault.js";
import { followInto, refreshForum } from "./forum-panel.js";
import { dress, syncList } from "./keyed-list.js";
import "./message-actions.js";
import { keepMomentsTrue } from "./moments.js";
import { read } from "./server.js";
import "./spoilers.js";

const channels = document.querySelector("#channels");
const status = document.querySelector("#status");
const hint = document.querySelector("#hint");
const hintSeen = "commonplace.hint-seen";
const unread = new Set();
let firstChannel;

async function refreshSidebar() {
  const sidebar = await read("/api/sidebar");
  firstChannel = sidebar.firstChannel;
  followInto(sidebar.firstForum);
  document.querySelector("#guild").textContent = sidebar.guild;
  syncList(channels, sidebar.items);
  for (const element of document.querySelectorAll("[data-gallery]")) element.hidden = !sidebar.hasGallery;
  status.innerHTML = sidebar.status;
  dress(status);
  markChannels();
}

function markChannels() {
  unread.delete(openPlace());
  for (const entry of channels.children) {
    const link = entry.querySelector("a");
    if (entry.dataset.key === openPlace()) link.setAttribute("aria-current", "page");
    else link.removeAttribute("aria-current");
    entry.classList.toggle("unread", unread.has(entry.dataset.key));
  }
}

/** Opens what the address names, `#/channel/message`, or the first channel. */
async function followAddress() {
  const [, id, messageId] = /^#\/(\d+)(?:\/(\d+))?$/.exec(location.hash) ?? [];
  closeDrawers();
  try {
    await openChannel(id ?? firstChannel, messageId);
  } catch (error) {
    showFault(error.message);
    if (id !== undefined) await goHome();
  }
  markChannels();
}

/** Goes to a place that exists: the open one was deleted, or the playground restarted. */
async function goHome() {
  history.replaceState(null, "", "#");
  await refreshSidebar();
  await openChannel(firstChannel);
  markChannels();
}

async function hear({ channels: changed, structure, forum, isFirst }) {
  document.body.classList.remove("lost");
  for (const id of changed) if (id !== openPlace()) unread.add(id);
  const isShown = isFirst || changed.includes(openPlace());
  try {
    await Promise.all([structure && refreshSidebar(), forum && refreshForum(), isShown && refreshChannel()]);
  } catch (error) {
    if (error.status !== 404) throw error;
    await goHome();
  }
  markChannels();
}

function listen() {
  const events = new EventSource("/api/events");
  events.addEventListener("message", ({ data }) => hear(JSON.parse(data)));
  events.addEventListener("error", () => document.body.classList.add("lost"));
}

function showHint(isShown) {
  hint.hidden = !isShown;
  if (!isShown) localStorage.setItem(hintSeen, "yes");
}

addEventListener("hashchange", followAddress);
addEventListener("unhandledrejection", ({ reason }) => showFault(reason?.message ?? String(reason)));
document.addEventListener("click", ({ target }) => {
  const link = target.closest('a[href^="#/"]');
  // The address does not change, so nothing else would go there again.
  if (link && link.getAttribute("href") === location.hash) void followAddress();
});
document.querySelector(".skip").addEventListener("click", (event) => {
  // The address names the open place.
  event.preventDefault();
  document.querySelector("#line").focus();
});
document.querySelector("#hint-close").addEventListener("click", () => showHint(false));
document.querySelector("#hint-open").addEventListener("click", () => {
  showHint(true);
  location.hash = `#/${firstChannel}`;
  document.querySelector("#scroll").scrollTop = 0;
});

showHint(localStorage.getItem(hintSeen) === null);
keepMomentsTrue();
await refreshSidebar();
await Promise.all([followAddress(), refreshForum()]);
listen();
