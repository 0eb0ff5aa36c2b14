import { readTex, type TexNode } from "./read-tex.ts";
import { toSubscript, toSuperscript } from "./scripts.ts";
import { accents, bigOperators, functions, operators, ordinaries, spaces } from "./symbols.ts";

/** Longer formulas are easier to read as TeX than on one line of Unicode. */
const maxLength = 160;

/**
 * Writes a formula as one line of Unicode that reads like the formula (`x^2 \le \sqrt{2}` as `x² ≤ √2`). `undefined` if it is not
 * that simple: unknown commands, scripts that Unicode lacks, nested fractions, matrices.
 */
export function texToUnicode(tex: string): string | undefined {
  if (tex.length > maxLength * 4) return undefined;
  const nodes = readTex(tex);
  const shown = nodes === undefined ? undefined : showList(nodes, false);
  if (shown === undefined) return undefined;
  const line = plainBars(shown)
    .replace(/\s+/g, " ")
    .replace(/([([{⟨]) | (?=[)\]}⟩,;])/g, "$1")
    .trim()
    .normalize("NFC");
  return line === "" || line.length > maxLength ? undefined : line;
}

/** Uses the keyboard's bar, which every font has. The symbol for “divides” or “given” must differ only next to other bars. */
function plainBars(shown: string): string {
  return /[|‖]/.test(shown) ? shown : shown.replaceAll("∣", "|");
}

function showList(nodes: readonly TexNode[], isScript: boolean): string | undefined {
  const pieces: string[] = [];
  for (const node of nodes) {
    const shown = show(node, isScript);
    if (shown === undefined) return undefined;
    pieces.push(shown);
  }
  let line = "";
  let isBehindFunction = false;
  for (const [index, node] of nodes.entries()) {
    const shown = apart(node, pieces[index] ?? "", line, pieces[index + 1] ?? "");
    if (isBehindFunction && shown.startsWith("(")) line = line.trimEnd();
    isBehindFunction = node.kind === "command" && functions.has(node.name);
    if (!isScript && isSign(shown) && !isBinary(line)) line += shown.trim();
    else line += isScript ? shown.replaceAll(" ", "") : shown;
  }
  return line;
}

/** Adds a space: on one line, a character right next to a fraction or after a root would read as part of it. 1½ is not 11/2. */
function apart(node: TexNode, shown: string, before: string, behind: string): string {
  if (node.kind === "root") return /^[\p{L}\p{N}]/u.test(behind) ? withParentheses(shown) : shown;
  if (node.kind !== "fraction") return shown;
  const isFollowed = /^[\p{L}\p{N}([{√∛∜∑∏∫]/u.test(behind);
  if (!isFollowed && !/[\p{L}\p{M}\p{N})\]}′]$/u.test(before)) return shown;
  const isMixedNumber = !isFollowed && /\d$/.test(before) && /^\d+\/\d+$/.test(shown);
  return isMixedNumber ? ` ${shown}` : `(${shown})`;
}

/** Writes a root so that its end is clear. */
function withParentheses(root: string): string {
  return root.endsWith(")") ? root : `${root.slice(0, 1)}(${root.slice(1)})`;
}

function show(node: TexNode, isScript: boolean): string | undefined {
  switch (node.kind) {
    case "character":
      return showCharacter(node.character);
    case "group":
      return showList(node.nodes, isScript);
    case "text":
      return node.text;
    case "command":
      return showCommand(node.name);
    case "script":
      return showScript(node);
    case "fraction":
      return showFraction(node);
    case "root":
      return showRoot(node);
    case "accent":
      return showAccent(node);
    case "font":
      return showFont(node);
  }
}

function showCharacter(character: string): string | undefined {
  if ("=<>".includes(character)) return ` ${character} `;
  if (character === "+") return " + ";
  if (character === "-") return " − ";
  if (character === "'") return "′";
  if (character === "*") return "∗";
  if (",;:".includes(character)) return `${character} `;
  if (character === "&" || character === "#") return undefined;
  return character;
}

function showCommand(name: string): string | undefined {
  const operator = operators.get(name);
  if (operator !== undefined) return ` ${operator} `;
  const bigOperator = bigOperators.get(name);
  if (bigOperator !== undefined) return `${bigOperator} `;
  if (functions.has(name)) return ` ${name} `;
  if (name === "|") return "‖";
  return ordinaries.get(name) ?? spaces.get(name) ?? (/^[{}$%&#_]$/.test(name) ? name : undefined);
}

function showScript(node: TexNode & { kind: "script" }): string | undefined {
  const bare = show(node.base, false);
  if (bare === undefined) return undefined;
  const base = isWhole(node.base) ? bare : `(${bare})`;
  const lower = node.lower === undefined ? "" : lowered(node.lower);
  const upper = node.upper === undefined ? "" : raised(node.upper);
  if (lower === undefined || upper === undefined) return undefined;
  const isFunction = base.endsWith(" ") && base.trim() !== "";
  return isFunction ? `${base.trimEnd()}${lower}${upper} ` : `${base}${lower}${upper}`;
}

/** Returns whether a power after it can only apply to the whole. */
function isWhole(base: TexNode): boolean {
  const [only, ...others] = base.kind === "group" ? base.nodes : [base];
  return only === undefined || others.length > 0 || (only.kind !== "fraction" && only.kind !== "root");
}

function lowered(node: TexNode): string | undefined {
  const shown = show(node, true)?.replace(/\s+/g, "").replaceAll("−", "-");
  return shown === undefined ? undefined : toSubscript(shown);
}

function raised(node: TexNode): string | undefined {
  const shown = show(node, true)?.replace(/\s+/g, "").replaceAll("−", "-").replaceAll("∗", "*");
  if (shown === "∘") return "°";
  if (shown === "†" || shown === "⊤") return shown === "†" ? "†" : "ᵀ";
  return shown === undefined ? undefined : toSuperscript(shown);
}

function showFraction(node: TexNode & { kind: "fraction" }): string | undefined {
  const upper = show(node.upper, false)?.trim();
  const lower = show(node.lower, false)?.trim();
  if (upper === undefined || lower === undefined || upper === "" || lower === "") return undefined;
  if (upper.includes("/") || lower.includes("/")) return undefined;
  return `${inParentheses(upper)}/${inParentheses(lower)}`;
}

/** Root signs by degree. */
const roots: ReadonlyMap<string, string> = new Map([
  ["", "√"],
  ["3", "∛"],
  ["4", "∜"],
]);

function showRoot(node: TexNode & { kind: "root" }): string | undefined {
  const inner = show(node.content, false)?.trim();
  const sign = roots.get(node.degree);
  if (inner === undefined || sign === undefined) return undefined;
  return `${sign}${inParentheses(inner)}`;
}

function showAccent(node: TexNode & { kind: "accent" }): string | undefined {
  const inner = show(node.content, false)?.trim() ?? "";
  const accent = accents.get(node.name);
  return [...inner].length === 1 && accent !== undefined ? inner + accent : undefined;
}

const blackboard: ReadonlyMap<string, string> = new Map(
  [..."CHNPQRZ"].map((letter, index) => [letter, [..."ℂℍℕℙℚℝℤ"][index] ?? letter]),
);

function showFont(node: TexNode & { kind: "font" }): string | undefined {
  const inner = show(node.content, false)?.trim();
  if (inner === undefined || node.name !== "mathbb") return inner;
  let shown = "";
  for (const letter of inner) {
    const code = letter.charCodeAt(0);
    const isCapital = code >= 65 && code <= 90;
    if (!isCapital && letter !== "1") return undefined;
    shown += letter === "1" ? "𝟙" : (blackboard.get(letter) ?? String.fromCodePoint(0x1d538 + code - 65));
  }
  return shown;
}

function inParentheses(text: string): string {
  return /^[\p{L}\p{M}\p{N}.′]+$/u.test(text) || /^\([^()]*\)$/.test(text) ? text : `(${text})`;
}

function isSign(shown: string): boolean {
  return shown === " + " || shown === " − " || shown === " ± ";
}

/**
 * Returns whether the text before a character makes it an operation. At the start, or after an operator or a bracket, it is a sign.
 */
function isBinary(before: string): boolean {
  const line = before.trimEnd();
  return line !== "" && !/[([{,;=<>≤≥≠≈∼≡∈→⇒×·+−±|∣]$/.test(line);
}
