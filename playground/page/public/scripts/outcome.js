import { goToEnd, openPlace } from "./channel-pane.js";
import { openModal } from "./modal.js";

/** Shows the bot's answer to an action of the reader. */
export async function showOutcome(outcome, { isInPlace = false } = {}) {
  if (outcome.kind === "modal") openModal(outcome.html, showOutcome);
  if (outcome.kind !== "message" || isInPlace) return;
  if (outcome.channelId === openPlace()) await goToEnd();
  else location.hash = `#/${outcome.channelId}/${outcome.messageId}`;
}
