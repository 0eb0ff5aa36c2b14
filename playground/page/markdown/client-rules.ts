import { rulesExtended, SimpleMarkdown } from "discord-markdown-parser";

type Rules = typeof rulesExtended;
type Rule = Rules[string];

/**
 * Rules in which Discord's client is stricter than the library, according to the tests of LyricLy/parse-discord. A masked link
 * needs words that cannot be taken for something else, and a heading or subtext must not open another.
 */
export const clientRules: Rules = {
  link: { ...SimpleMarkdown.defaultRules.link, match: matchLink, parse: parseLink },
  ...unlessRepeated("heading", /^#+ +#/),
  ...unlessRepeated("subtext", /^-# +-#/),
};

/** Characters dropped from the words of a link before anything else happens. */
const invisible =
  /[\p{Cf}\p{Zl}\p{Zp}]|(?!\n)\p{Cc}|(?! )\p{Zs}|[\u034f\u115f\u1160\u17b4\u17b5\u3164\uffa0]/gu;
const refused =
  /(?:https?|steam|discord):\/\/|discord\.gg|discord(?:app)?\.com\/invite|@everyone|@here|<(?:@|#|\/|a?:\w|https?:|id:|t:)|```/i;
const emoji =
  /(?![©®™])\p{Extended_Pictographic}|\p{Regional_Indicator}|\p{Emoji_Modifier}|\u20e3|:(?!\d{1,2}:)[\p{L}\p{N}_+-]+:/u;
/** Some of the letters that the client treats as alike when it looks for addresses. */
const alike = { h: "һհｈ", t: "ｔ", p: "рρｐ", s: "ѕｓ", ":": ";：∶꞉˸", "/": "∕⁄／" };
const meant = new Map(
  Object.entries(alike).flatMap(([letter, others]) => [...others].map((other) => [other, letter] as const)),
);

const { em, strong, underline, strikethrough, spoiler, inlineCode, text } = rulesExtended;
const readWords = SimpleMarkdown.parserFor({
  em,
  strong,
  underline,
  strikethrough,
  spoiler,
  inlineCode,
  text,
} as Rules);

function matchLink(...[source, state, before]: Parameters<Rule["match"]>): ReturnType<Rule["match"]> {
  const capture = SimpleMarkdown.defaultRules.link.match(source, state, before);
  return capture && isAccepted(capture[1] ?? "") ? capture : null;
}

/** Allows emphasis and code in the words of a link, but no lines, no other links and no backslash escapes. */
function parseLink(capture: Parameters<Rule["parse"]>[0]): ReturnType<Rule["parse"]> {
  const content = readWords((capture[1] ?? "").replace(invisible, ""), { inline: true });
  return { content, target: (capture[2] ?? "").replace(/\\([^0-9A-Za-z\s])/g, "$1") };
}

function isAccepted(label: string): boolean {
  const words = label.replace(invisible, "");
  const looked = [...words].map((character) => meant.get(character) ?? character).join("");
  // Code may contain emoji.
  const outsideOfCode = looked.replace(/(`+)[^`]+\1/g, "x");
  return words.trim() !== "" && !refused.test(looked) && !emoji.test(outsideOfCode);
}

function unlessRepeated(name: string, repeated: RegExp): Rules {
  const rule = rulesExtended[name];
  if (rule === undefined) return {};
  return {
    [name]: {
      ...rule,
      match: (source, state, before) => (repeated.test(source) ? null : rule.match(source, state, before)),
    },
  };
}
