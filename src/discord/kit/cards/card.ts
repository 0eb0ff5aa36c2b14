import { ContainerBuilder } from "@discordjs/builders";
import {
  type APIComponentInContainer,
  type APIContainerComponent,
  type APIMessageTopLevelComponent,
  MessageFlags,
} from "discord.js";
import type { Site } from "../../../forum/site.ts";
import { accentOf } from "./accent.ts";

/** A message of cards that can be sent as an answer or a follow-up. Discord allows 40 components and 4,000 characters in it. */
export interface CardMessage {
  readonly flags: MessageFlags.IsComponentsV2;
  readonly components: readonly APIMessageTopLevelComponent[];
  readonly allowedMentions: { readonly parse: [] };
}

/**
 * Frames blocks in the colour of their site.
 * @param site `undefined` for what belongs to no site
 */
export function card(
  site: Pick<Site, "name" | "kind"> | undefined,
  ...blocks: readonly (readonly APIComponentInContainer[])[]
): APIContainerComponent {
  const frame = site === undefined ? {} : { accent_color: accentOf(site) };
  return new ContainerBuilder({ ...frame, components: blocks.flat() }).toJSON();
}

export function cardMessage(...components: readonly APIMessageTopLevelComponent[]): CardMessage {
  return { flags: MessageFlags.IsComponentsV2, components, allowedMentions: { parse: [] } };
}
