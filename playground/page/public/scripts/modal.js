import { send } from "./server.js";

const dialog = document.querySelector("#modal");

let hearOutcome = () => {};

/** Opens a form of the bot over the page; `onOutcome` receives the bot's answer to it. */
export function openModal(html, onOutcome) {
  hearOutcome = onOutcome;
  dialog.innerHTML = html;
  dialog.showModal();
  dialog.querySelector("input, textarea, select")?.focus();
}

function valuesOf(form) {
  const values = {};
  for (const field of form.querySelectorAll("[data-kind]")) {
    if (field.dataset.kind === "checkbox") values[field.name] = field.checked;
    else if (field.dataset.kind === "text") values[field.name] = field.value;
    else
      values[field.name] = [...field.selectedOptions]
        .map(({ value }) => value)
        .filter((value) => value !== "");
  }
  return values;
}

dialog.addEventListener("click", (event) => {
  if (event.target.closest("[data-close]")) dialog.close();
});
dialog.addEventListener("submit", async (event) => {
  event.preventDefault();
  const form = event.target;
  const button = form.querySelector("[type=submit]");
  button.disabled = true;
  try {
    const outcome = await send("/api/submit", { modal: form.dataset.modal, values: valuesOf(form) });
    dialog.close();
    await hearOutcome(outcome);
  } catch (error) {
    const place = form.querySelector(".form-error");
    place.textContent = error.message;
    place.hidden = false;
  } finally {
    button.disabled = false;
  }
});
