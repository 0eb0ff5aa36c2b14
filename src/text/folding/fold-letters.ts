import { foldForPassage } from "./fold-passage.ts";

/** Optional marks, once separated from their letter: accents, and vowel signs of Arabic and Hebrew. Marks of other scripts are letters. */
const optionalMarks =
  /(?<!и(?=\u0306))(?![\u3099\u309a])(?=[\p{Mn}\p{Me}])[\p{Script=Inherited}\p{Script=Common}\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}]/gu;
/** Letters that Unicode keeps separate but that people type without their strokes. Long tails and the glottal stops of transcriptions are dropped. */
const letters: Readonly<Record<string, string>> = {
  ß: "ss",
  æ: "ae",
  œ: "oe",
  ø: "o",
  ł: "l",
  đ: "d",
  ð: "d",
  þ: "th",
  ħ: "h",
  ı: "i",
  ȷ: "j",
  ŋ: "n",
  ŧ: "t",
  ĸ: "k",
  ƀ: "b",
  ɓ: "b",
  ƈ: "c",
  ȼ: "c",
  ɖ: "d",
  ɗ: "d",
  ƒ: "f",
  ǥ: "g",
  ɠ: "g",
  ɨ: "i",
  ɉ: "j",
  ƙ: "k",
  ƚ: "l",
  ɫ: "l",
  ɲ: "n",
  ƞ: "n",
  ɵ: "o",
  ƥ: "p",
  ɍ: "r",
  ƭ: "t",
  ʈ: "t",
  ⱦ: "t",
  ʉ: "u",
  ʋ: "v",
  ƴ: "y",
  ɏ: "y",
  ƶ: "z",
  ⱥ: "a",
  ɇ: "e",
  ς: "σ",
  ـ: "",
  ʹ: "",
  ʻ: "",
  ʾ: "",
  ʿ: "",
};
const letter = new RegExp(`[${Object.keys(letters).join("")}]`, "gu");
/** Symbols next to a word that are not part of it, though Unicode would turn them into letters. */
const signs = /[™℠©®]/gu;
const fraction = /[¼-¾⅐-⅟↉]/gu;

/**
 * Folds a cluster for searches: as for passages, in lower case, without optional marks, and in letters that most people can type. The result may
 * still contain signs. White space marks the start of a new word.
 */
export function foldLetters(cluster: string): string {
  const plain = cluster.replace(signs, " ").replace(fraction, (found) => ` ${found.normalize("NFKC")}`);
  const lower = (plain === cluster ? foldForPassage(cluster) : plain).toLowerCase();
  if (lower < "\u0080" && lower.length === 1) return lower;
  return lower
    .normalize("NFD")
    .replace(optionalMarks, "")
    .normalize("NFC")
    .replace(letter, (found) => letters[found] ?? found);
}
