import { goToEnd, openPlace } from "./channel-pane.js";
import { openModal } from "./modal.js";

/** Shows what the bot answered to something the reader did. */
export async function showOutcome(outcome, { isInPlace = false } = {}) {
  if (outcome.kind === "modal") openModal(outcome.html, showOutcome);
  if (outcome.kind !== "message" || isInPlace) return;
  if (outcome.channelId === openPlace()) await goToEnd();
  else location.hash = `#/${outcome.channelId}/${outcome.messageId}`;
}
