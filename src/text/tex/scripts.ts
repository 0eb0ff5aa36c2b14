const superscripts: ReadonlyMap<string, string> = pair(
  "0123456789+-=()abcdefghijklmnoprstuvwxyzABDEGHIJKLMNOPRTUVW′*,.βγδθφχ−–:",
  "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻᴬᴮᴰᴱᴳᴴᴵᴶᴷᴸᴹᴺᴼᴾᴿᵀᵁⱽᵂ′*,·ᵝᵞᵟᶿᵠᵡ⁻⁻˸",
);

const subscripts: ReadonlyMap<string, string> = pair(
  "0123456789+-=()aehijklmnoprstuvxβγρφχ−–,",
  "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓᵦᵧᵨᵩᵪ₋₋,",
);

/** Writes text in superscript, such as `10` as `¹⁰`; `undefined` if Unicode lacks one of the characters. */
export function toSuperscript(text: string): string | undefined {
  return translate(text, superscripts);
}

/** Writes text in subscript, such as `i` as `ᵢ`; `undefined` if Unicode lacks one of the characters. */
export function toSubscript(text: string): string | undefined {
  return translate(text, subscripts);
}

function translate(text: string, characters: ReadonlyMap<string, string>): string | undefined {
  let translated = "";
  for (const character of text) {
    const shown = character === " " ? " " : characters.get(character);
    if (shown === undefined) return undefined;
    translated += shown;
  }
  return translated;
}

function pair(from: string, to: string): ReadonlyMap<string, string> {
  const shown = [...to];
  return new Map([...from].map((character, index) => [character, shown[index] ?? character]));
}
