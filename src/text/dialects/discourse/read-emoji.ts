import { gemoji } from "gemoji";
import type { ElementRule } from "../../read/context.ts";
import { attribute, hasClass } from "../../read/html-tree.ts";

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

/** Reads the picture of an emoji by its name. A forum's own picture keeps its name: nothing else can stand for it. */
export const readEmoji: ElementRule = (element, flow) => {
  if (element.name !== "img" || !hasClass(element, "emoji")) return false;
  const written = (attribute(element, "alt") || attribute(element, "title")).trim();
  const [, name = "", tone] = /^:([^:\s]+)(?::t([2-6]))?:$/.exec(written) ?? [];
  const sign = hasClass(element, "emoji-custom") ? undefined : signs.get(name);
  flow.text(sign === undefined ? written : withTone(sign, tone));
  return true;
};

/** Skin tones 2 to 6 are five characters in a row, the lightest first. */
const firstTone = 0x1f3fb;

function withTone(sign: string, tone: string | undefined): string {
  if (tone === undefined) return sign;
  const [first = "", ...rest] = sign.replace("\ufe0f", "");
  return first + String.fromCodePoint(firstTone + Number(tone) - 2) + rest.join("");
}
