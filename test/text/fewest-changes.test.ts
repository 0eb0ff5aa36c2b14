import { describe, expect, it } from "vitest";
import { fewestChanges } from "../../src/text/passage/fewest-changes.ts";

const text = "so the inner door found that this admitted that there had been something to fix".split(" ");

/** Returns the words of the text that come closest. */
function closest(wanted: string): string {
  const { first, last } = fewestChanges(text, wanted.split(" "));
  return text.slice(first, last + 1).join(" ");
}

describe("the words of a text that take the fewest changes", () => {
  it.each([
    ["are the same words", "door found that this", "door found that this"],
    [
      "include one that was left out",
      "inner door found that this that",
      "inner door found that this admitted that",
    ],
    ["leave out one that was added", "found that never this admitted", "found that this admitted"],
    ["include one in place of another", "found that zebra admitted", "found that this admitted"],
    ["are two for two written as one", "doorfound that this admitted", "door found that this admitted"],
    [
      "are one for one written as two",
      "inner door found that this ad mitted",
      "inner door found that this admitted",
    ],
    ["reach as far as the last wanted one", "somethin to fi", "something to fix"],
  ])("%s", (_name, wanted, expected) => {
    expect(closest(wanted)).toBe(expected);
  });
});
