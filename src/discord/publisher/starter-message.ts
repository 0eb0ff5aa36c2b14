import { EmbedBuilder } from "@discordjs/builders";
import type { APIEmbed } from "discord.js";
import type { Starter } from "../../rendering/starter.ts";
import { cutAtCharacter } from "../../text/excerpt.ts";

// https://discord.com/developers/docs/resources/message#embed-object-embed-limits
const descriptionLength = 4096;
const authorLength = 256;

/** Makes the first message of a forum post: one embed that names the author, shows the opening and links to the site. */
export function starterMessage(starter: Starter): { readonly embeds: readonly APIEmbed[] } {
  const { author } = starter;
  const facts = `-# ${starter.facts}`;
  const description = [starter.description, facts].filter((text) => text !== "").join("\n\n");
  const embed = new EmbedBuilder()
    .setAuthor({
      name: cutAtCharacter(author.name, authorLength),
      ...(author.url === undefined ? {} : { url: author.url }),
      ...(author.avatarUrl === undefined ? {} : { iconURL: author.avatarUrl }),
    })
    .setURL(starter.url)
    .setDescription(description.slice(0, descriptionLength));
  if (starter.image !== undefined) embed.setImage(starter.image);
  return { embeds: [embed.toJSON()] };
}
