import { describe, expect, it } from "vitest";
import { cutWindow } from "../../../playground/page/views/message-window.ts";

const messages = Array.from({ length: 10 }, (_, index) => ({ id: String(index + 10) }));
const cut = (anchor: string, before: number, after: number) => {
  const { shown, above, below } = cutWindow(messages, { anchor, before, after });
  return { ids: shown.map(({ id }) => id), above, below };
};

describe("the visible stretch of a channel", () => {
  it("starts at the beginning, stops at the end, or surrounds a message", () => {
    expect(cut("start", 5, 2)).toEqual({ ids: ["10", "11"], above: 0, below: 8 });
    expect(cut("end", 2, 5)).toEqual({ ids: ["18", "19"], above: 8, below: 0 });
    expect(cut("15", 1, 2)).toEqual({ ids: ["14", "15", "16"], above: 4, below: 3 });
  });

  it("stays where it was if its anchor message is deleted", () => {
    const fewer = messages.filter(({ id }) => id !== "15");
    const { shown } = cutWindow(fewer, { anchor: "15", before: 0, after: 2 });
    expect(shown.map(({ id }) => id)).toEqual(["16", "17"]);
  });
});
