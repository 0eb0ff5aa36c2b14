import { refreshChannel } from "./channel-pane.js";
import { showFault } from "./fault.js";
import { showOutcome } from "./outcome.js";
import { send } from "./server.js";

const list = document.querySelector("#list");

function messageOf(element) {
  const { key, channel } = element.closest(".message").dataset;
  return { messageId: key, channelId: channel };
}

async function act(element, path, body) {
  showFault("");
  element.setAttribute("aria-busy", "true");
  const known = new Set([...list.children].map(({ dataset }) => dataset.key));
  try {
    const outcome = await send(path, { ...messageOf(element), ...body });
    const isInPlace = outcome.kind === "message" && known.has(outcome.messageId);
    await showOutcome(outcome, { isInPlace });
  } catch (error) {
    showFault(error.message);
  } finally {
    element.removeAttribute("aria-busy");
  }
  await refreshChannel();
}

/** Closes the menus of messages, except the one around `element`. */
function closeMenus(element) {
  for (const menu of list.querySelectorAll(".menu[open]")) if (!menu.contains(element)) menu.open = false;
}

document.addEventListener("click", ({ target }) => closeMenus(target));
list.addEventListener("focusout", ({ relatedTarget }) => relatedTarget && closeMenus(relatedTarget));
list.addEventListener("keydown", ({ key, target }) => {
  const menu = target.closest(".menu[open]");
  if (key !== "Escape" || menu === null) return;
  menu.querySelector("summary").focus();
  menu.open = false;
});
list.addEventListener("click", ({ target }) => {
  const button = target.closest("button");
  if (!button) return;
  const { press, menu } = button.dataset;
  if (press !== undefined) void act(button, "/api/press", { customId: press });
  if (menu !== undefined) {
    // When the bot answers with a form, the focus later returns to this element.
    button.closest("details").querySelector("summary").focus();
    button.closest("details").open = false;
    void act(button, "/api/menu", { name: menu });
  }
  if (button.matches("[data-dismiss]")) void act(button, "/api/dismiss", {});
  if (button.matches("[data-choose]")) {
    const select = button.parentElement.querySelector("select");
    const values = [...select.selectedOptions].map(({ value }) => value);
    void act(select, "/api/select", { customId: select.dataset.selectMany, values });
  }
});
list.addEventListener("change", ({ target }) => {
  if (!target.matches("[data-select]")) return;
  const values = target.value === "" ? [] : [target.value];
  void act(target, "/api/select", { customId: target.dataset.select, values });
});
