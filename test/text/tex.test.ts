import { describe, expect, it } from "vitest";
import { texToUnicode } from "../../src/text/tex/tex-to-unicode.ts";

const readable: readonly (readonly [string, string])[] = [
  ["x^2", "x²"],
  ["\\alpha_i \\leq \\beta", "αᵢ ≤ β"],
  ["\\sqrt{2}", "√2"],
  ["\\sqrt[3]{x+1}", "∛(x + 1)"],
  ["A^{T}A", "AᵀA"],
  ["\\frac{1}{2}", "1/2"],
  ["\\frac{a+b}{c}", "(a + b)/c"],
  ["\\mathbb{E}[X \\mid Y]", "𝔼[X | Y]"],
  ["\\forall x: f(x) > 0", "∀x: f(x) > 0"],
  ["\\log n \\cdot \\max(a, b)", "log n · max(a, b)"],
  ["f'(x) = \\hat{y}", "f′(x) = ŷ"],
  ["x_{1,2}^{n+1}", "x₁,₂ⁿ⁺¹"],
  ["90^\\circ", "90°"],
  ["\\left( \\text{if } x \\right)", "(if x)"],
  ["100\\%", "100%"],
  ["\\left. x \\right|_0", "x|₀"],
  ["|x| \\mid \\|y\\|", "|x| ∣ ‖y‖"],
  ["\\|x\\|_2 \\le \\lVert y \\rVert", "‖x‖₂ ≤ ‖y‖"],
  ["P(A \\mid |X| > 1)", "P(A ∣ |X| > 1)"],
  ["1\\frac{1}{2}", "1 1/2"],
  ["x = -2 \\tfrac34", "x = −2 3/4"],
  ["\\frac{1}{2}3", "(1/2)3"],
  ["\\frac12\\frac34", "(1/2)(3/4)"],
  ["3\\frac{a}{b}", "3(a/b)"],
  ["\\frac{1}{2}x + \\frac{1}{2}", "(1/2)x + 1/2"],
  ["\\frac{1}{n}\\sum_i x_i", "(1/n)∑ᵢ xᵢ"],
  ["\\sqrt{2}3", "√(2)3"],
  ["\\sqrt{x+1}y", "√(x + 1)y"],
  ["2\\sqrt{3}", "2√3"],
  ["\\sqrt{2}^2", "(√2)²"],
  ["{\\frac{1}{2}}^n", "(1/2)ⁿ"],
];

const tooComplex = [
  "\\sqrt[constructor]{x}",
  "\\begin{matrix} a & b \\end{matrix}",
  "x_\\infty",
  "\\frac{\\frac{a}{b}}{c}",
  "\\unknowncommand x",
  "{x",
  "x^",
  "a \\\\ b",
  "\\overbrace{abc}",
  "{".repeat(500),
];

describe("texToUnicode", () => {
  for (const [tex, shown] of readable) {
    it(`shows ${tex} as ${shown}`, () => {
      expect(texToUnicode(tex)).toBe(shown);
    });
  }

  for (const tex of tooComplex) {
    it(`leaves ${tex.slice(0, 40)} to be shown as code`, () => {
      expect(texToUnicode(tex)).toBeUndefined();
    });
  }
});
