import type { Visit } from "../../discord/kit/visit.ts";
import type { Follow } from "../../store/follow.ts";
import { cutAtCharacter, cutAtWord } from "../../text/excerpt.ts";

// https://docs.discord.com/developers/interactions/application-commands#application-command-object-application-command-option-choice-structure
const labelLength = 100;
/** Length to which a channel's or a site's name is cut. */
const detailLength = 40;

/**
 * Labels a server's follows for a menu, each differently: follows with the same name also show their channel or site if that tells
 * them apart, and otherwise a number.
 */
export function followLabels(
  { app, interaction, language }: Visit,
  follows: readonly Follow[],
): ReadonlyMap<number, string> {
  const channelOf = ({ channelId }: Follow) => {
    const channel = interaction.client.channels.cache.get(channelId);
    return channel !== undefined && "name" in channel && channel.name !== null
      ? ` → #${cutAtCharacter(channel.name, detailLength)}`
      : "";
  };
  const siteOf = ({ site }: Follow) =>
    ` · ${cutAtCharacter(app.sources.get(site)?.site.title ?? app.publicSites.titleOf(site), detailLength)}`;
  const numberOf = (_: Follow, at: number) => ` (${at + 1})`;
  const details = new Map(follows.map((follow) => [follow, ""]));
  const labelOf = (follow: Follow) => {
    const detail = details.get(follow) ?? "";
    const name = `${language.targetName(follow.target.kind)} ${follow.title}`;
    return `${cutAtWord(name, labelLength - detail.length)}${detail}`;
  };
  for (const detailOf of [channelOf, siteOf, numberOf])
    for (const alike of Map.groupBy(follows, labelOf).values()) {
      const added = alike.map(detailOf);
      if (new Set(added).size < 2) continue;
      for (const [at, follow] of alike.entries())
        details.set(follow, `${details.get(follow) ?? ""}${added[at] ?? ""}`);
    }
  return new Map(follows.map((follow) => [follow.id, labelOf(follow)]));
}
