import type { Persona } from "../../rendering/persona.ts";
import { cutAtCharacter } from "../../text/excerpt.ts";
import { readableLine } from "../../text/readable-line.ts";

const nameLength = 80;
const refused = /clyde|discord|^(?:everyone|here)$/gi;
const hairSpace = "\u200a";
const pictures = 6;

/**
 * Adapts the persona to what Discord accepts for a webhook message: 1–80 characters, without `clyde` or `discord`, and neither
 * `everyone` nor `here`. A hair space breaks up a refused word, so it still looks the same to a reader.
 * https://discord.com/developers/docs/resources/webhook#create-webhook
 */
export function acceptedPersona(persona: Persona): {
  readonly username: string;
  readonly avatar_url: string;
} {
  const line = withoutHidden(readableLine(persona.name));
  const refusedCount = line.match(refused)?.length ?? 0;
  return {
    username: cutAtCharacter(line, nameLength - refusedCount).replace(refused, breakWord) || "[no name]",
    avatar_url: persona.avatarUrl ?? standInPicture(line),
  };
}

/** Picks one of Discord's own pictures: most authors have none, and the colours tell them apart. */
function standInPicture(name: string): string {
  const sum = [...name].reduce((total, character) => total + (character.codePointAt(0) ?? 0), 0);
  return `https://cdn.discordapp.com/embed/avatars/${sum % pictures}.png`;
}

/**
 * Discord refuses a word even with invisible characters in it. Outside such words they stay, because they join letters and emoji.
 */
function withoutHidden(line: string): string {
  const shown = line.replace(/\p{Default_Ignorable_Code_Point}/gu, "");
  return shown.search(refused) >= 0 ? shown : line;
}

function breakWord(word: string): string {
  return word.charAt(0) + hairSpace + word.slice(1);
}
