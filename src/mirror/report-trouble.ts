import type { DiscordFault } from "../errors.ts";
import { siteLink } from "../forum/site.ts";
import type { Follow } from "../store/follows.ts";
import { escapeText } from "../text/escape.ts";
import { maskedLink } from "../text/masked-link.ts";
import type { MirrorContext } from "./context.ts";

/** Tells a server once that a follow of it stopped, in the channel it chose for that. */
export async function reportTrouble(
  { store, sources, publisher, language, clock, log }: MirrorContext,
  follow: Follow,
  fault: DiscordFault,
): Promise<void> {
  const { troubleChannelId } = await store.settings.ofGuild(follow.guildId);
  if (troubleChannelId === undefined) return;
  if (!(await store.troubleReports.note(follow.id, fault.kind, clock.now()))) return;
  const site = sources.get(follow.site)?.site;
  const title =
    site === undefined ? escapeText(follow.title) : maskedLink(follow.title, siteLink(site, follow.path));
  const name = `**${language.targetName(follow.target.kind)}** ${title} → <#${follow.channelId}>`;
  try {
    await publisher.post(troubleChannelId, language.settings.trouble(name, language.fault(fault)));
  } catch (err) {
    // A report that cannot be written must not stand in the way of the follow; `/following` shows the trouble too.
    log.warn({ err, follow: follow.id, channel: troubleChannelId }, "a trouble could not be reported");
  }
}
