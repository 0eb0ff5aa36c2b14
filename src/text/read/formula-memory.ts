/** Matches formulas in the site's Markdown: `$x$`, `$$x$$`, `\(x\)` or `\[x\]`, with or without escaped backslashes. */
const written =
  /\$\$([^$]+?)\$\$|(?<![\\\w])\$(?=\S)([^$\n]+?)(?<=\S)\$(?!\w)|\\\\?\(([\s\S]{1,800}?)\\\\?\)|\\\\?\[([\s\S]{1,800}?)\\\\?\]/g;

const lookAhead = 8;

/**
 * Returns the TeX of formulas whose HTML has lost it. From 2026-02-11 to 07-29, LessWrong rendered comments without any trace of
 * the TeX. The Markdown version of the comment has it, in the same order.
 */
export class FormulaMemory {
  readonly #markdown: string;
  #formulas: readonly string[] | undefined;
  #index = 0;

  constructor(markdown: string) {
    this.#markdown = markdown;
  }

  /** Notes that a formula with known TeX was met, to keep in step. */
  pass(tex: string): void {
    if (this.#formulas === undefined && this.#markdown === "") return;
    const found = this.#upcoming().indexOf(squeeze(tex));
    if (found >= 0) this.#index += found + 1;
  }

  /** Returns the next formula that fits the glyphs shown; `undefined` if none does. */
  recall(glyphs: string): string | undefined {
    const letters = lettersOf(glyphs.replace(/\\[a-z]+/gi, ""));
    const candidates = this.#upcoming();
    const found = candidates.findIndex(
      (tex) => lettersOf(tex.replace(/\\[a-z]+/gi, visibleCommand)) === letters,
    );
    if (found < 0) return undefined;
    this.#index += found + 1;
    return candidates[found];
  }

  #upcoming(): readonly string[] {
    this.#formulas ??= [...this.#markdown.matchAll(written)].map((match) =>
      squeeze(match[1] ?? match[2] ?? match[3] ?? match[4] ?? ""),
    );
    return this.#formulas.slice(this.#index, this.#index + lookAhead);
  }
}

function squeeze(tex: string): string {
  return tex.replace(/\s+/g, " ").trim();
}

/** Operators such as `\log` show their own name; other commands show a symbol or nothing. */
function visibleCommand(command: string): string {
  return /^\\(?:log|ln|exp|sin|cos|tan|max|min|sup|inf|lim|Pr|det|dim|ker|deg|gcd|arg|argmax|argmin)$/.test(
    command,
  )
    ? command.slice(1)
    : "";
}

function lettersOf(text: string): string {
  return text.replace(/[^A-Za-z0-9]/g, "");
}
