import { tooManyOldEdits } from "../rest/refusal.ts";
import type { MessageState } from "./model.ts";
import type { World } from "./world.ts";

const oneHourMs = 3_600_000;

/**
 * Limits edits of messages older than an hour. Discord does not publish the figure, so the loopback has no such limit until a test
 * sets one.
 * @throws {Refusal} 30046
 */
export function requireOldEditAllowed(world: World, message: MessageState): void {
  const limit = world.oldEditLimit;
  const now = world.now();
  if (limit === undefined || now - message.createdAtMs < oneHourMs) return;
  const recent = world.oldEdits.filter((atMs) => atMs > now - limit.windowMs);
  const [oldest] = recent;
  if (oldest !== undefined && recent.length >= limit.requests)
    throw tooManyOldEdits(oldest + limit.windowMs - now);
  world.oldEdits = [...recent, now];
}
