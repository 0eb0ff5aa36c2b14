import type { SlashCommandStringOption } from "@discordjs/builders";
import type { AutocompleteInteraction } from "discord.js";
import type { App } from "../../app.ts";
import { type FoundWriting, findArchivedComment } from "../../finding/find-comment.ts";
import type { Comment } from "../../forum/comment.ts";
import type { Post } from "../../forum/post.ts";
import type { Writing } from "../../forum/writing.ts";
import type { Language } from "../../language/english.ts";
import { readBody } from "../../rendering/document-of.ts";
import { authorName } from "../../rendering/names.ts";
import type { Document } from "../../text/document.ts";
import { cutAtWord, plainExcerpt } from "../../text/excerpt.ts";
import { type Text, worded } from "./command-words.ts";
import type { Visit } from "./visit.ts";

// https://discord.com/developers/docs/interactions/application-commands#autocomplete
const choiceLimit = 25;
const choiceLength = 100;
const authorLength = 24;
const titleLength = 36;
/** HTML that holds enough words for a choice, unless most of it is markup. */
const openingLength = 2_000;

/** The required option `comment`: an address, an id, or a choice from {@link offerComments}. */
export function commentOption(
  description: Text,
): (option: SlashCommandStringOption) => SlashCommandStringOption {
  return (option) => worded(option, "comment", description).setRequired(true).setAutocomplete(true);
}

/** Offers archived comments that match the typed author, post or text. The value of a choice is the comment's reference. */
export async function offerComments({
  interaction,
  app,
  language,
}: Visit<AutocompleteInteraction>): Promise<void> {
  const typed = interaction.options.getFocused();
  const named = await findArchivedComment(app, typed);
  const found = named === undefined ? await suggest(app, typed) : [named.writing];
  const posts = await app.archive.posts.getMany(found.map((comment) => comment.thread));
  const choices = found.map((comment) => ({
    name: writingLabel({ writing: comment, post: posts.get(comment.thread) }, language),
    value: comment.reference,
  }));
  await interaction.respond(choices.filter(({ value }) => value.length <= choiceLength));
}

/** Describes a comment or post in one line of at most 100 characters: `Author · Post — first words…`. */
export function writingLabel(
  { writing, post }: Pick<FoundWriting, "writing" | "post">,
  language: Language,
): string {
  const author = cutAtWord(authorName(writing.author, language), authorLength);
  return labelOf(writing, [author, cutAtWord(post?.title ?? "", titleLength)]);
}

/** The same without the author, for places that already show the author. */
export function placeLabel(comment: Comment, post: Post | undefined): string {
  return labelOf(comment, [cutAtWord(post?.title ?? "", titleLength)]);
}

function labelOf(writing: Writing, names: readonly string[]): string {
  const start = names.some(Boolean) ? `${names.filter(Boolean).join(" · ")} — ` : "";
  const words = plainExcerpt(openingOf(writing), choiceLength - start.length);
  return words === "" ? start.slice(0, -" — ".length) : start + words;
}

async function suggest({ archive }: App, typed: string): Promise<readonly Comment[]> {
  const references = await archive.search.suggest(typed, choiceLimit);
  const comments = await archive.comments.getMany(references);
  return references
    .flatMap((reference) => comments.get(reference) ?? [])
    .filter((comment) => comment.visibility === "visible");
}

/** Reads only the beginning: a choice needs the first words, and 25 choices are due with every letter typed. */
function openingOf({ body }: Writing): Document {
  const opening = readBody({ ...body, text: body.text.slice(0, openingLength) });
  const isEnough = body.text.length <= openingLength || plainExcerpt(opening, choiceLength).endsWith("…");
  return isEnough ? opening : readBody(body);
}
