import { showMoments } from "./moments.js";

const sources = new WeakMap();
const focusable = "a, button, input, select, textarea, summary, [tabindex]";

/** Makes a list show these items in this order. Elements of unchanged items stay. */
export function syncList(container, items) {
  const known = new Map([...container.children].map((element) => [element.dataset.key, element]));
  let next = container.firstElementChild;
  for (const { key, html } of items) {
    const old = known.get(key);
    known.delete(key);
    let element = old;
    if (old === undefined || sources.get(old) !== html) {
      element = build(html);
      if (old !== undefined) {
        if (next === old) next = element;
        replace(old, element);
      }
    }
    if (element === next) next = next.nextElementSibling;
    else container.insertBefore(element, next);
  }
  for (const element of known.values()) element.remove();
}

function build(html) {
  const template = document.createElement("template");
  template.innerHTML = html;
  const element = template.content.firstElementChild;
  sources.set(element, html);
  dress(element);
  return element;
}

/** Does what HTML alone cannot do here: local times, and colours, because the page forbids styles in HTML. */
export function dress(root) {
  showMoments(root);
  for (const element of root.querySelectorAll("[data-accent]")) {
    if (element.dataset.accent !== "") element.style.borderLeftColor = element.dataset.accent;
  }
}

/** Replaces an element, and keeps open spoilers open and the focus in place. */
function replace(old, element) {
  const spoilers = element.querySelectorAll(".spoiler");
  old.querySelectorAll(".spoiler").forEach((spoiler, index) => {
    if (spoiler.classList.contains("open")) spoilers[index]?.classList.add("open");
  });
  const focused = [...old.querySelectorAll(focusable)].indexOf(document.activeElement);
  const hadFocus = document.activeElement === old;
  old.replaceWith(element);
  if (hadFocus) element.focus({ preventScroll: true });
  else if (focused >= 0) element.querySelectorAll(focusable)[focused]?.focus({ preventScroll: true });
}
