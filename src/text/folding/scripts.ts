/** Letters of scripts without spaces between words. */
const unspaced =
  /[[\p{L}\p{N}\p{M}]&&[\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}\p{scx=Bopomofo}\p{scx=Yi}\p{scx=Thai}\p{scx=Lao}\p{scx=Khmer}\p{scx=Myanmar}\p{scx=Tai_Le}\p{scx=New_Tai_Lue}\p{scx=Tai_Tham}\p{scx=Tai_Viet}\p{scx=Javanese}\p{scx=Balinese}]]/v;
const hangul = /[[\p{L}\p{N}\p{M}]&&\p{scx=Hangul}]/v;

/** Returns whether a letter belongs to a script without spaces between words. */
export function isUnspaced(character: string): boolean {
  return character >= "\u0e00" && unspaced.test(character);
}

/** Returns whether any part of a word with this letter finds it: in scripts without spaces, or with joined endings as in Korean. */
export function isFoundInParts(character: string): boolean {
  return isUnspaced(character) || (character >= "\u1100" && hangul.test(character));
}
