import type { Persona } from "../../mirror/publisher.ts";

const nameLength = 80;
const hairSpace = "\u200a";
const pictures = 6;

/**
 * The persona as Discord accepts it for a webhook message: 1–80 characters without `clyde` or `discord`, and not
 * `everyone` or `here`. A hair space breaks a refused word so that a reader sees the same.
 * https://discord.com/developers/docs/resources/webhook#create-webhook
 */
export function acceptedPersona(persona: Persona): {
  readonly username: string;
  readonly avatar_url: string;
} {
  const line = persona.name.replace(/\s+/g, " ").trim();
  const broken = line
    .replace(/(c)(lyde)/gi, `$1${hairSpace}$2`)
    .replace(/(d)(iscord)/gi, `$1${hairSpace}$2`)
    .replace(/^(e)(veryone)$/i, `$1${hairSpace}$2`)
    .replace(/^(h)(ere)$/i, `$1${hairSpace}$2`);
  return {
    username: cut(broken) || "[no name]",
    avatar_url: persona.avatarUrl ?? standInPicture(line),
  };
}

/** Most authors have no picture; one of Discord's own colours tells them apart. */
function standInPicture(name: string): string {
  const sum = [...name].reduce((total, character) => total + (character.codePointAt(0) ?? 0), 0);
  return `https://cdn.discordapp.com/embed/avatars/${sum % pictures}.png`;
}

function cut(name: string): string {
  if (name.length <= nameLength) return name;
  return `${name.slice(0, nameLength - 1).replace(/[\ud800-\udbff]$/, "")}…`;
}
