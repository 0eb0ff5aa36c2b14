import { describe, expect, it } from "vitest";
import { progressLine } from "../../src/move/progress-line.ts";

function shown(isTerminal: boolean): string {
  let text = "";
  const show = progressLine(isTerminal, (more) => {
    text += more;
  });
  show({ step: "copying", table: "follows", share: 0.1 });
  show({ step: "copying", table: "ledger", share: 0.3 });
  show({ step: "copying", table: "ledger", share: 0.499 });
  show({ step: "comparing", table: "ledger", share: 1 });
  return text;
}

describe("the progress of a move", () => {
  it("is a bar on a terminal, which overwrites itself and ends its line", () => {
    const lines = shown(true).split("\r").slice(1);
    expect(lines.map((line) => line.trimEnd())).toEqual([
      `${"█".repeat(3)}${"░".repeat(27)}  10 % copying follows`,
      `${"█".repeat(9)}${"░".repeat(21)}  30 % copying ledger`,
      `${"█".repeat(15)}${"░".repeat(15)}  49 % copying ledger`,
      `${"█".repeat(30)} 100 % comparing ledger`,
    ]);
    expect(new Set(lines.map((line) => line.replace("\n", "").length)).size).toBe(1);
    expect(shown(true)).toMatch(/\n$/);
  });

  it("is a line for each table elsewhere", () => {
    expect(shown(false)).toBe("copying follows\ncopying ledger\ncomparing ledger\n");
  });
});
