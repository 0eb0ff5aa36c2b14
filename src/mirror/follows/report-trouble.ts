import { siteLink } from "../../forum/site.ts";
import type { DiscordFault } from "../../language/faults.ts";
import type { Follow } from "../../store/follow.ts";
import type { MirroredThread } from "../../store/threads/mirrored-thread.ts";
import { escapeText } from "../../text/escape.ts";
import { maskedLink } from "../../text/masked-link.ts";
import type { MirrorContext } from "../context.ts";

type Context = Pick<MirrorContext, "store" | "sources" | "publisher" | "language" | "clock" | "log">;

/** Tells a server once, in its channel for problem reports, that one of its follows stopped. */
export async function reportTrouble(context: Context, follow: Follow, fault: DiscordFault): Promise<void> {
  const { language } = context;
  await report(context, follow, fault.kind, (name) => language.settings.trouble(name, language.fault(fault)));
}

/** Reports once that a site keeps refusing the subject of a forum post, or the list that a follow reads. */
export async function reportRefusal(
  context: Context,
  follow: Follow,
  thread: Pick<MirroredThread, "title"> | undefined,
): Promise<void> {
  const { language, sources } = context;
  const site = sources.get(follow.site)?.site.title ?? follow.site;
  const title = thread === undefined ? undefined : escapeText(thread.title);
  await report(context, follow, "record-refused", (name) =>
    language.settings.refusedBySite(name, site, title),
  );
}

async function report(
  { store, sources, publisher, language, clock, log }: Context,
  follow: Follow,
  fault: DiscordFault["kind"] | "record-refused",
  say: (follow: string) => string,
): Promise<void> {
  const { troubleChannelId } = await store.settings.ofGuild(follow.guildId);
  if (troubleChannelId === undefined) return;
  if (!(await store.troubleReports.note(follow.id, fault, clock.now()))) return;
  const site = sources.get(follow.site)?.site;
  const title =
    site === undefined ? escapeText(follow.title) : maskedLink(follow.title, siteLink(site, follow.path));
  const name = `**${language.targetName(follow.target.kind)}** ${title} → <#${follow.channelId}>`;
  try {
    await publisher.post(troubleChannelId, say(name));
  } catch (err) {
    // A failed report must not hold up the follow; `/following` shows the trouble too.
    log.warn(
      { err, follow: follow.id, channel: troubleChannelId },
      "a problem with a follow could not be reported",
    );
  }
}
