import type { GuildMember } from "discord.js";
import type { App } from "../app.ts";
import { isLongPast } from "../clock.ts";
import { UserError } from "../errors.ts";
import type { MirrorPlace } from "../store/places.ts";

/** Discord's own, and those that let members moderate a thread. */
const exempt = ["BypassSlowmode", "ManageMessages", "ManageThreads"] as const;

/**
 * Keeps members to a thread's slow mode, which Discord does not apply to webhooks. Only what they wrote through the bot counts: their own
 * messages it does not see.
 * @throws {UserError} saying how long to wait
 */
export async function requireSlowness(
  member: GuildMember,
  { discordThreadId }: MirrorPlace,
  { store, clock }: App,
): Promise<void> {
  const thread = member.client.channels.cache.get(discordThreadId);
  const seconds = thread?.isThread() ? (thread.rateLimitPerUser ?? 0) : 0;
  if (!thread?.isThread() || seconds === 0) return;
  const may = thread.permissionsFor(member);
  if (exempt.some((permission) => may?.has(permission))) return;
  const lastAtMs = (await store.replies.lastWrittenAtMs(discordThreadId, member.id)) ?? 0;
  const nextAtMs = lastAtMs + seconds * 1000;
  if (!isLongPast(lastAtMs, seconds * 1000, clock.now()))
    throw new UserError((say) => say.reply.tooSoon(nextAtMs));
}
