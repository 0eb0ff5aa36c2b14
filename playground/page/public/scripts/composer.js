import { openPlace, refreshChannel } from "./channel-pane.js";
import { showFault } from "./fault.js";
import { showOutcome } from "./outcome.js";
import { read, send } from "./server.js";

const form = document.querySelector("#composer");
const line = document.querySelector("#line");
const offers = document.querySelector("#offers");
const offersHint = document.querySelector("#offers-hint");
const offersList = document.querySelector("#offers-list");

/** The key under which the browser keeps the typed text, so a reload does not lose it. */
const draftKey = "commonplace-draft";
let suggestions = { hint: "", items: [], isComplete: false };
let chosen = -1;
let asked = 0;
const history = [];

/** Puts a command into the box, ready to send or complete. */
export function writeCommand(text) {
  setLine(text);
  line.focus();
  line.setSelectionRange(text.length, text.length);
  closeOffers();
}

function setLine(text) {
  line.value = text;
  keepDraft();
}

function keepDraft() {
  sessionStorage.setItem(draftKey, line.value);
}

async function offer() {
  asked += 1;
  const question = asked;
  if (!line.value.startsWith("/")) return closeOffers();
  const query = { line: line.value, cursor: line.selectionStart ?? line.value.length, channel: openPlace() };
  let answer;
  try {
    answer = await read("/api/suggestions", query);
  } catch (error) {
    answer = { hint: error.message, items: [], isComplete: false };
  }
  if (question !== asked) return;
  suggestions = answer;
  chosen = !answer.isComplete && answer.items.length > 0 ? 0 : -1;
  showOffers();
}

function showOffers() {
  const { hint, items } = suggestions;
  offersHint.textContent = hint;
  offersList.replaceChildren(
    ...items.map(({ html }, index) => {
      const option = document.createElement("div");
      option.id = `offer-${index}`;
      option.setAttribute("role", "option");
      option.innerHTML = html;
      return option;
    }),
  );
  offers.hidden = hint === "" && items.length === 0;
  line.setAttribute("aria-expanded", String(items.length > 0));
  showChosen();
}

function showChosen() {
  [...offersList.children].forEach((option, index) => {
    option.setAttribute("aria-selected", String(index === chosen));
    if (index === chosen) option.scrollIntoView({ block: "nearest" });
  });
  if (chosen >= 0) line.setAttribute("aria-activedescendant", `offer-${chosen}`);
  else line.removeAttribute("aria-activedescendant");
}

function closeOffers() {
  asked += 1;
  suggestions = { hint: "", items: [], isComplete: false };
  chosen = -1;
  showOffers();
}

function take(index) {
  const item = suggestions.items[index];
  if (item === undefined) return;
  setLine(item.line);
  line.focus();
  line.setSelectionRange(item.cursor, item.cursor);
  void offer();
}

function move(step) {
  const { length } = suggestions.items;
  if (length === 0) return;
  chosen = chosen < 0 && step < 0 ? length - 1 : (chosen + step + length) % length;
  showChosen();
}

async function submit() {
  const text = line.value.trim();
  if (text === "") return;
  history.push(text);
  setLine("");
  closeOffers();
  showFault("");
  form.classList.add("busy");
  try {
    await showOutcome(await send("/api/command", { line: text, channelId: openPlace() }));
  } catch (error) {
    if (line.value === "") setLine(text);
    showFault(error.message);
    await refreshChannel();
  } finally {
    form.classList.remove("busy");
  }
}

function onKey(event) {
  if (event.isComposing) return;
  const hasOffers = suggestions.items.length > 0;
  if (event.key === "ArrowDown" && hasOffers) move(1);
  else if (event.key === "ArrowUp" && hasOffers) move(-1);
  else if (event.key === "ArrowUp" && line.value === "" && history.length > 0) writeCommand(history.at(-1));
  else if (event.key === "Tab" && hasOffers && !event.shiftKey) take(Math.max(chosen, 0));
  else if (event.key === "Enter" && chosen >= 0) take(chosen);
  else if (event.key === "Escape" && !offers.hidden) closeOffers();
  else return;
  event.preventDefault();
}

line.addEventListener("keydown", onKey);
line.addEventListener("input", keepDraft);
line.addEventListener("input", offer);
line.addEventListener("click", offer);
line.addEventListener("blur", () => setTimeout(() => document.activeElement !== line && closeOffers(), 150));
offersList.addEventListener("mousedown", (event) => event.preventDefault());
offersList.addEventListener("click", (event) => {
  const option = event.target.closest("[role=option]");
  if (option) take([...offersList.children].indexOf(option));
});
form.addEventListener("submit", (event) => {
  event.preventDefault();
  void submit();
});

line.value = sessionStorage.getItem(draftKey) ?? "";
