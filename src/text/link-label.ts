/** A stretch of words, and whether a masked link can hold it between its brackets. */
export interface LabelPiece {
  readonly text: string;
  readonly isFit: boolean;
}

const colons = ":;ː˸։׃܃܄\u0903\u0a83᛬᠃᠉⁚∶ꓽ꞉︰：；\u037e";
const slashes = "/᜵⁁⁄∕╱⟋⧸Ⳇ⼃〳ノ㇓丿／\u{1d23a}";

/**
 * Words that Discord's client rejects in a label, or shows as something else there. It drops invisible characters first, so they cannot hide
 * anything, and backslashes do not work.
 */
const unfit = new RegExp(
  [
    // Another address, even in look-alike letters.
    `\\S{0,8}[${colons}][${slashes}]{2}\\S*`,
    "discord(?:\\.gg|(?:app)?\\.com\\/invite)\\/?\\S*",
    // Separating the first character of a mention, a time or an address stops the rest from being read as one.
    "@(?=everyone|here)",
    "<(?=[@#:/a-z\\d+])",
    // Names of emoji, but not times of day.
    `[${colons}](?!\\d{1,2}[${colons}])[\\p{L}\\p{M}\\p{N}_+~-]{1,64}[${colons}]`,
    "[\\d#*]\\ufe0f?\\u20e3",
    "(?![©®™])[\\p{Extended_Pictographic}\\p{Emoji_Modifier}][\\p{Extended_Pictographic}\\p{Emoji_Modifier}\\u200d\\ufe0f\\u20e3\\u{e0020}-\\u{e007f}]*",
    "\\p{Regional_Indicator}+",
    // Characters that join or separate letters: the client drops them, though readers see their effect. Soft hyphens and directions
    // do not matter within a few words.
    "[\\u115f\\u1160\\u3164\\uffa0]+",
    "(?![\\u00ad\\u061c\\u200e\\u200f\\u202a-\\u202e\\u2066-\\u2069])\\p{Cf}",
    // Emphasis, code, and characters that would keep them from ending. Within a word of ASCII letters, an underscore ends nothing.
    "[`*\\\\]+|~{2,}|\\|{2,}|_{2,}|(?<![a-z\\d])_|_(?![a-z\\d])",
  ].join("|"),
  "giu",
);

/** Returns whether a label contains something that must stand outside the link. */
const maybeUnfit = /discord|[^ -~À-ɏ‐-‧]|[:;@<[\]`*_~|\\]/i;

/** Cuts words into linkable and unlinkable pieces. Blank pieces and lone punctuation are never linked. */
export function splitLabel(text: string): readonly LabelPiece[] {
  if (!maybeUnfit.test(text)) return [{ text, isFit: text.trim() !== "" }];
  return splitAt(text, text.matchAll(unfit))
    .flatMap((piece) => (piece.isFit ? splitAt(piece.text, unmatchedBrackets(piece.text)) : [piece]))
    .flatMap((piece) => (piece.isFit ? withoutLastSigns(piece.text) : [piece]));
}

/**
 * Returns whether a label can hold the whole code. Nothing in it ends emphasis, but the client still looks for everything else
 * there.
 */
export function isFitCode(code: string): boolean {
  return !/`|\|\|/.test(code) && splitLabel(code.replace(/[*_~|\\]/g, "x")).every((piece) => piece.isFit);
}

function splitAt(text: string, found: Iterable<RegExpExecArray>): readonly LabelPiece[] {
  const pieces: LabelPiece[] = [];
  const add = (piece: string, isFit: boolean) => {
    if (piece === "") return;
    const last = pieces.at(-1);
    const isLinked = isFit && hasWord(piece);
    // Adjacent words outside the link are escaped as one: half of a mention does not look like one.
    if (last === undefined || last.isFit || isLinked) pieces.push({ text: piece, isFit: isLinked });
    else pieces[pieces.length - 1] = { text: last.text + piece, isFit: false };
  };
  let end = 0;
  for (const match of found) {
    add(text.slice(end, match.index), true);
    add(match[0], false);
    end = match.index + match[0].length;
  }
  add(text.slice(end), true);
  return pieces;
}

function hasWord(text: string): boolean {
  return /[^\s\p{P}\p{Cf}\p{Default_Ignorable_Code_Point}]/u.test(text);
}

/** The client cannot read brackets within brackets. */
function unmatchedBrackets(text: string): Iterable<RegExpExecArray> {
  return text.replace(/\[[^[\]]*\]/g, (pair) => " ".repeat(pair.length)).matchAll(/[[\]]/g);
}

/** A `~` or `|` at the end would merge with the end of a strike or spoiler, and a `_` there may end emphasis. */
function withoutLastSigns(text: string): readonly LabelPiece[] {
  const [, signs] = /(?<![~|_\s])\s*([~|_][~|_\s]*)$/.exec(text) ?? [];
  if (signs === undefined) return [{ text, isFit: true }];
  const words = text.slice(0, -signs.length);
  return [...(words === "" ? [] : [{ text: words, isFit: hasWord(words) }]), { text: signs, isFit: false }];
}
