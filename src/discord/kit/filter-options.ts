import type { AutocompleteInteraction } from "discord.js";
import { readAddress } from "../../finding/read-address.ts";
import { authorName, titleOf } from "../../rendering/names.ts";
import { cutAtWord } from "../../text/excerpt.ts";
import { sourcesOf } from "./sources-of.ts";
import type { Visit } from "./visit.ts";

// https://discord.com/developers/docs/interactions/application-commands#autocomplete
const choiceLimit = 25;
const choiceLength = 100;
const titleLength = 70;

/** Offers known authors that match what is typed. The value of a choice is the author's reference. */
export async function offerAuthors({
  interaction,
  app: { archive },
  language,
}: Visit<AutocompleteInteraction>): Promise<void> {
  const found = await archive.search.findAuthors(interaction.options.getFocused(), choiceLimit);
  const choices = found.map(({ author, commentCount }) => {
    const count = ` · ${language.mirror.comments(commentCount)}`;
    const name = authorName(author, language);
    return { name: cutAtWord(name, choiceLength - count.length) + count, value: author.reference };
  });
  await interaction.respond(choices.filter(({ value }) => value.length <= choiceLength));
}

/** Offers known authors for the last of several names separated by commas. The value of a choice holds all the names. */
export async function offerMoreAuthors({
  interaction,
  app: { archive, sources },
  language,
}: Visit<AutocompleteInteraction>): Promise<void> {
  const typed = interaction.options.getFocused();
  const before = typed.slice(0, typed.lastIndexOf(",") + 1);
  const url = readAddress(interaction.options.getString("url") ?? "");
  const source = [...sources.values()].find((one) => url !== null && one.parseUrl(url) !== undefined);
  const found = await archive.search.findAuthors(typed.slice(before.length).trim(), choiceLimit);
  const choices = found
    .filter(({ author }) => source === undefined || author.reference.startsWith(`${source.site.database}:`))
    .map(({ author, commentCount }) => {
      const count = ` · ${language.mirror.comments(commentCount)}`;
      const names = `${before} ${author.name.trim() || author.handle}`.trim();
      const value = `${before} ${author.handle}`.trim();
      return { name: cutAtWord(names, choiceLength - count.length) + count, value };
    });
  await interaction.respond(choices.filter(({ value }) => value.length <= choiceLength));
}

/** Offers known posts. The value of a choice is the post's reference. */
export async function offerPosts({
  interaction,
  app: { archive },
  language,
}: Visit<AutocompleteInteraction>): Promise<void> {
  const references = await archive.search.findPosts(interaction.options.getFocused(), choiceLimit);
  const posts = await archive.posts.getMany(references);
  const choices = references.flatMap((reference) => {
    const post = posts.get(reference);
    if (post?.visibility !== "visible") return [];
    const title = cutAtWord(titleOf(post, language), titleLength);
    const name = `${title} · ${authorName(post.author, language)}`;
    return [{ name: cutAtWord(name, choiceLength), value: reference }];
  });
  await interaction.respond(choices.filter(({ value }) => value.length <= choiceLength));
}

/** Offers the operator's sites, and those that members of the server chose. The value of a choice is the site's name. */
export async function offerSites({ interaction, app, guild }: Visit<AutocompleteInteraction>): Promise<void> {
  const typed = interaction.options.getFocused().trim().toLowerCase();
  const choices = (await sourcesOf(app, guild?.id))
    .map(({ site }) => ({ name: site.title.slice(0, choiceLength), value: site.name }))
    .filter(({ name, value }) => name.toLowerCase().includes(typed) || value.includes(typed));
  await interaction.respond(choices.slice(0, choiceLimit));
}
