import type { Visit } from "../../discord/kit/visit.ts";
import type { Follow } from "../../store/follow.ts";
import { cutAtWord } from "../../text/excerpt.ts";

// https://docs.discord.com/developers/interactions/application-commands#application-command-object-application-command-option-choice-structure
const labelLength = 100;

/** Labels a server's follows for a menu. Follows of the same name also show their channel. */
export function followLabels(
  { interaction, language }: Visit,
  follows: readonly Follow[],
): ReadonlyMap<number, string> {
  const nameOf = ({ target, title }: Follow) => `${language.targetName(target.kind)} ${title}`;
  const names = follows.map(nameOf);
  return new Map(
    follows.map((follow) => {
      const name = nameOf(follow);
      const isShared = names.filter((other) => other === name).length > 1;
      const channel = isShared ? interaction.client.channels.cache.get(follow.channelId) : undefined;
      const place = channel !== undefined && "name" in channel ? ` → #${channel.name}` : "";
      return [follow.id, `${cutAtWord(name, labelLength - place.length)}${place}`];
    }),
  );
}
