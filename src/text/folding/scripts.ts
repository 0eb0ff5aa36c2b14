/** Letters of scripts that leave no spaces between words. */
const unspaced =
  /[[\p{L}\p{N}\p{M}]&&[\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}\p{scx=Bopomofo}\p{scx=Yi}\p{scx=Thai}\p{scx=Lao}\p{scx=Khmer}\p{scx=Myanmar}\p{scx=Tai_Le}\p{scx=New_Tai_Lue}\p{scx=Tai_Tham}\p{scx=Tai_Viet}\p{scx=Javanese}\p{scx=Balinese}]]/v;
const hangul = /[[\p{L}\p{N}\p{M}]&&\p{scx=Hangul}]/v;

/** Whether a letter is of a script that leaves no spaces between words. */
export function isUnspaced(character: string): boolean {
  return character >= "\u0e00" && unspaced.test(character);
}

/** Whether words with this letter are found by any part of them: where no spaces are, or endings are joined on as in Korean. */
export function isFoundInParts(character: string): boolean {
  return isUnspaced(character) || (character >= "\u1100" && hangul.test(character));
}
