import { describe, expect, it } from "vitest";
import { StateNames } from "../../src/mirror/state-names.ts";

interface State {
  readonly words: string;
  readonly place: string;
}

const form = { digest: "base64url", length: 8 } as const;
const first = new StateNames<State>({ 1: ({ words }) => [words] }, form);
const second = new StateNames<State>(
  { 1: ({ words }) => [words], 2: ({ words, place }) => [words, place] },
  form,
);
/** A version that no longer has the facts of the first. */
const third = new StateNames<State>({ 2: ({ words, place }) => [words, place] }, form);
const state = { words: "a", place: "here" };

describe("the name of a state", () => {
  it("changes only with the facts that it is made from", () => {
    expect(first.nameOf(state)).toMatch(/^[\w-]{8}$/);
    expect(first.nameOf({ ...state, place: "there" })).toBe(first.nameOf(state));
    expect(first.nameOf({ ...state, words: "b" })).not.toBe(first.nameOf(state));
    expect(first.compare(first.nameOf(state), state)).toBe("same");
    expect(first.compare(first.nameOf(state), { ...state, words: "b" })).toBe("changed");
  });

  it("is compared by the facts of its own version, and replaced if nothing has changed", () => {
    const old = first.nameOf(state);
    expect(second.compare(old, { ...state, place: "there" })).toBe("same");
    expect(second.compare(old, { ...state, words: "b" })).toBe("changed");
    expect([second.isOutdated(old), second.isOutdated(second.nameOf(state))]).toEqual([true, false]);
    expect(second.compare(second.nameOf(state), { ...state, place: "there" })).toBe("changed");
  });

  it("does not indicate a change if its facts are unknown", () => {
    expect(third.compare(first.nameOf(state), { ...state, words: "b" })).toBe("unknown");
    expect(third.isOutdated(first.nameOf(state))).toBe(true);
    expect(first.compare(second.nameOf(state), state)).toBe("unknown");
  });

  it("differs from every mark that can take its place", () => {
    for (const mark of ["", "gone for good", "withheld-by", undefined]) {
      expect(first.compare(mark, state)).toBe("changed");
      expect(first.isOutdated(mark)).toBe(false);
    }
  });
});
