import { dress, syncList } from "./keyed-list.js";
import { read } from "./server.js";

const pageLength = 60;
const maxShown = 240;
const nearPx = 300;

const scroll = document.querySelector("#scroll");
const list = document.querySelector("#list");
const header = document.querySelector("#header");
const newer = document.querySelector("#newer");
const hint = document.querySelector("#hint");

let place;
let shown = { kind: "text", above: 0, below: 0, keys: [] };
let reading = Promise.resolve();
let isRefreshWanted = false;

/** Returns the open channel or forum post. */
export function openPlace() {
  return place;
}

/** Opens a channel or forum post, at a message if one is named. */
export function openChannel(id, messageId) {
  const isOther = id !== place;
  place = id;
  return queue(async () => {
    const anchor = messageId ?? "open";
    const request = { anchor, before: messageId ? 30 : pageLength, after: pageLength };
    await show(request, () => {
      const target = messageId && list.querySelector(`[data-key="${CSS.escape(messageId)}"]`);
      if (target) point(target);
      else if (shown.kind === "text") scrollToEnd();
      else if (isOther) scroll.scrollTop = 0;
    });
  });
}

/** Goes to the newest message. */
export function goToEnd() {
  return queue(() => show({ anchor: "end", before: pageLength, after: 0 }, scrollToEnd));
}

/** Reads the shown channel again. Several requests at once become one. */
export function refreshChannel() {
  if (isRefreshWanted) return reading;
  isRefreshWanted = true;
  return queue(async () => {
    isRefreshWanted = false;
    if (isAtEnd()) await show({ anchor: "end", before: maxShown / 2, after: 0 }, scrollToEnd);
    else {
      const isOpenEnd = shown.below === 0;
      const after = Math.min(maxShown, shown.keys.length + (isOpenEnd ? pageLength : 0));
      await show({ anchor: shown.keys[0] ?? "start", before: 0, after: Math.max(after, 1) });
    }
  });
}

function queue(task) {
  reading = reading.then(task, task);
  return reading;
}

async function show(request, settle) {
  const id = place;
  if (id === undefined) return;
  const view = await read(`/api/channels/${id}`, request);
  if (id !== place) return;
  const anchor = settle === undefined ? firstVisible() : undefined;
  shown = { ...view, keys: view.items.map(({ key }) => key) };
  list.className = view.kind === "forum" ? "posts" : "messages";
  syncList(list, view.items);
  header.innerHTML = view.header;
  dress(header);
  document.title = `${view.name} – Commonplace playground`;
  scroll.classList.toggle("is-empty", view.items.length === 0);
  hint.classList.toggle("elsewhere", view.kind !== "text");
  if (anchor !== undefined) scroll.scrollTop += anchor.element.getBoundingClientRect().top - anchor.top;
  settle?.();
  showNewer();
}

/** Finds the message at the top edge, which stays there while the list around it changes. */
function firstVisible() {
  const edge = scroll.getBoundingClientRect().top;
  for (const element of list.children) {
    const { top, bottom } = element.getBoundingClientRect();
    if (bottom > edge) return { element: keptBy(element), top };
  }
  return undefined;
}

/** Finds an element again after its replacement. */
function keptBy(element) {
  const { key } = element.dataset;
  return {
    getBoundingClientRect: () =>
      (list.querySelector(`[data-key="${CSS.escape(key)}"]`) ?? element).getBoundingClientRect(),
  };
}

function point(element) {
  for (const other of list.querySelectorAll(".target")) other.classList.remove("target");
  element.classList.add("target");
  element.scrollIntoView({ block: "center" });
  element.focus({ preventScroll: true });
}

function distanceToEnd() {
  return scroll.scrollHeight - scroll.scrollTop - scroll.clientHeight;
}

function isAtEnd() {
  return shown.kind !== "forum" && shown.below === 0 && distanceToEnd() < 60;
}

function scrollToEnd() {
  scroll.scrollTop = scroll.scrollHeight;
}

function showNewer() {
  const isFar = shown.kind !== "forum" && (shown.below > 0 || distanceToEnd() > 2 * scroll.clientHeight);
  newer.hidden = !isFar;
  const below = shown.below + countBelowEdge();
  newer.textContent = below > 0 ? `↓ ${below} more below – go to the newest` : "↓ Go to the newest";
}

/** Counts the messages that lie wholly below the visible part of the page. */
function countBelowEdge() {
  const edge = scroll.getBoundingClientRect().bottom;
  const first = [...list.children].findIndex((element) => element.getBoundingClientRect().top >= edge);
  return first < 0 ? 0 : list.children.length - first;
}

/** Loads more when the reader comes near either end of the loaded messages. */
function onScroll() {
  showNewer();
  if (shown.kind === "forum") return;
  const { keys } = shown;
  if (shown.below > 0 && distanceToEnd() < nearPx) {
    const dropped = Math.max(0, keys.length + pageLength - maxShown);
    void more({ anchor: keys[dropped] ?? "start", before: 0, after: keys.length - dropped + pageLength });
  } else if (shown.above > 0 && scroll.scrollTop < nearPx) {
    void more({
      anchor: keys[0] ?? "start",
      before: pageLength,
      after: Math.min(keys.length, maxShown - pageLength),
    });
  }
}

let isReadingMore = false;

async function more(request) {
  if (isReadingMore) return;
  isReadingMore = true;
  try {
    await queue(() => show(request));
  } finally {
    isReadingMore = false;
  }
}

scroll.addEventListener("scroll", onScroll, { passive: true });
newer.addEventListener("click", () => goToEnd());
