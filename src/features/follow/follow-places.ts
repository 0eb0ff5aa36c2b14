import type { Language } from "../../language/english.ts";
import type { FollowProgress } from "../../mirror/follows/follow-progress.ts";

/** Links to a follow's comments: to its forum posts if they fit, else to its channel. */
export function followPlaces(
  { follow, jumpLinks }: Pick<FollowProgress, "follow" | "jumpLinks">,
  most: number,
  language: Language,
): string {
  const channel = `<#${follow.channelId}>`;
  if (jumpLinks.length === 0) return channel;
  const shown = jumpLinks.slice(0, most).join(" ");
  const more = jumpLinks.length - most;
  return more > 0 ? `${shown} ${language.follow.morePlaces(more, channel)}` : shown;
}
