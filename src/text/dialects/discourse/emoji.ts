import { gemoji } from "gemoji";

/** Names that only Discourse uses. */
const ownNames: readonly (readonly [name: string, sign: string])[] = [
  ["slight_smile", "🙂"],
  ["slight_frown", "🙁"],
  ["upside_down", "🙃"],
  ["thinking_face", "🤔"],
  ["robot_face", "🤖"],
  ["person_shrugging", "🤷"],
  ["person_facepalming", "🤦"],
];

/** Emoji by their short names and by their descriptions. */
const signs: ReadonlyMap<string, string> = new Map([
  ...gemoji.map(({ description, emoji }) => [description.toLowerCase().replace(/\W+/g, "_"), emoji] as const),
  ...gemoji.flatMap(({ names, emoji }) => names.map((name) => [name, emoji] as const)),
  ...ownNames,
]);

/** Finds the emoji that Discourse writes as `:name:` or, with a skin tone, as `:name:t3:`; `undefined` for any other text. */
export function emojiOf(written: string): string | undefined {
  const [, name = "", tone] = /^:([^:\s]+)(?::t([2-6]))?:$/.exec(written) ?? [];
  const sign = signs.get(name);
  return sign === undefined ? undefined : withTone(sign, tone);
}

/** Puts emoji in place of their names, as a forum does in titles. */
export function withEmoji(text: string): string {
  return text.replace(/(?<![\w:]):[\w+-]+(?::t[2-6])?:(?![\w:])/g, (written) => emojiOf(written) ?? written);
}

/** Skin tones 2 to 6 are five characters in a row, the lightest first. */
const firstTone = 0x1f3fb;

function withTone(sign: string, tone: string | undefined): string {
  if (tone === undefined) return sign;
  // The tone replaces the sign that asks for colours.
  const [first = "", ...rest] = sign.replace(/^(.)\ufe0f/u, "$1");
  return first + String.fromCodePoint(firstTone + Number(tone) - 2) + rest.join("");
}
