import type { GuildMember } from "discord.js";
import type { App } from "../../app.ts";
import { isLongPast } from "../../clock.ts";
import type { MirrorPlace } from "../../store/places.ts";
import { tooSoon } from "./reply.ts";

/** Discord's own exemption, and the permissions to moderate a thread. */
const exempt = ["BypassSlowmode", "ManageMessages", "ManageThreads"] as const;

/**
 * Enforces a thread's slow mode, which Discord does not apply to webhooks. Counts only what members write through the bot, because
 * the bot does not see their own messages. Returns how long they must wait between two replies.
 * @throws {UserError} that says how long to wait
 */
export async function requireSlowness(
  member: GuildMember,
  { discordThreadId }: MirrorPlace,
  { store, clock }: App,
): Promise<number> {
  const thread = member.client.channels.cache.get(discordThreadId);
  const slowModeMs = thread?.isThread() ? (thread.rateLimitPerUser ?? 0) * 1000 : 0;
  if (!thread?.isThread() || slowModeMs === 0) return 0;
  const may = thread.permissionsFor(member);
  if (exempt.some((permission) => may?.has(permission))) return 0;
  const lastAtMs = (await store.replies.lastWrittenAtMs(discordThreadId, member.id)) ?? 0;
  if (!isLongPast(lastAtMs, slowModeMs, clock.now())) throw tooSoon(lastAtMs + slowModeMs);
  return slowModeMs;
}
