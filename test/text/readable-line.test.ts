import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { acceptedPersona } from "../../src/discord/publisher/persona.ts";
import { cutAtCharacter, cutAtSpace, cutAtWord } from "../../src/text/excerpt.ts";
import { closeDirections, readableLine } from "../../src/text/readable-line.ts";
import { typedWords } from "../../src/text/typed-words.ts";

const directions = [..."\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"];
const turned = fc
  .array(fc.constantFrom(...directions, "a", "b ", "א", "👩‍👩‍👧", "e\u0301"), { maxLength: 60 })
  .map((pieces) => pieces.join(""));

/** Returns whether later words have the direction of the sentence, given a reader's embeddings and isolates. */
function isClosed(text: string): boolean {
  const open: string[] = [];
  for (const sign of text) {
    if (sign === "\u2069") {
      const isolate = open.findLastIndex((one) => one >= "\u2066");
      if (isolate >= 0) open.splice(isolate);
    } else if (sign === "\u202c") {
      const last = open.at(-1);
      if (last !== undefined && last < "\u2066") open.pop();
    } else if (directions.includes(sign)) open.push(sign);
  }
  return open.length === 0;
}

describe("readableLine", () => {
  it.each([
    ...["\u200b", "\u3164", "\u2800", "\uffa0", "\ufe0f", "\u115f\u1160", "\u034f", "\u00ad", "\u061c\u200e"],
    ...["\u{e0020}", "\u202e", "\u2067\u2069", "\u0000\u0007", " \u00a0\t\n", "\ufeff", "\u180e\u2063"],
  ])("is empty if nothing is visible: %j", (text) => {
    expect(readableLine(text)).toBe("");
  });

  it.each(["a", "❤️", "1️⃣", "日本", "-", "é", "e\u0301", "🏳️‍🌈", "\ue000"])("keeps visible text: %j", (text) => {
    expect(readableLine(`  ${text}\n`)).toBe(text);
  });

  it("folds white space and leaves out control characters and halves of characters", () => {
    expect(readableLine("a\u0000 \u0007\n b\u009f\ud83d")).toBe("a b\ufffd");
  });

  it("ends a change of direction before the words that follow", () => {
    expect(readableLine("Eve \u202eLive")).toBe("Eve \u202eLive\u202c");
    expect(readableLine("\u2067a\u202bb")).toBe("\u2067a\u202bb\u202c\u2069");
    expect(readableLine("\u2067a\u202bb\u2069")).toBe("\u2067a\u202bb\u2069");
    expect(readableLine("\u202bשלום\u202c hello")).toBe("\u202bשלום\u202c hello");
  });

  it("does so for any sequence of direction signs", () => {
    fc.assert(
      fc.property(turned, (text) => {
        const line = readableLine(text);
        expect(isClosed(line)).toBe(true);
        expect(readableLine(line)).toBe(line);
      }),
    );
  });

  it("leaves out direction signs that nest deeper than any renderer reads", () => {
    expect(closeDirections(`${"\u202e".repeat(5_000)}a`)).toBe("a");
  });
});

describe("a line that is cut", () => {
  it("fits, ends its changes of direction, and splits no character, wherever it is cut", () => {
    const graphemes = new Intl.Segmenter(undefined, { granularity: "grapheme" });
    fc.assert(
      fc.property(
        turned,
        fc.integer({ min: 2, max: 60 }),
        fc.constantFrom(cutAtWord, cutAtSpace, cutAtCharacter),
        (text, length, cut) => {
          const line = cut(text, length);
          expect(line.length).toBeLessThanOrEqual(length);
          expect(isClosed(line)).toBe(true);
          const whole = new Set([...graphemes.segment(readableLine(text))].map(({ segment }) => segment));
          const shown = [...graphemes.segment(line.replace(/[…\u202c\u2069]+$/, ""))];
          if (length > 10)
            expect(shown.every(({ segment }) => whole.has(segment) || segment.trim() === "")).toBe(true);
        },
      ),
    );
  });

  it("keeps flags, joined emoji and accents whole", () => {
    expect(cutAtCharacter("ab🇩🇪🇫🇷", 6)).toBe("ab…");
    expect(cutAtCharacter("ab👩‍👩‍👧cd", 8)).toBe("ab…");
    expect(cutAtCharacter("abe\u0301fg", 5)).toBe("abe\u0301…");
  });
});

describe("typedWords", () => {
  it("shows words as plain text in the order typed", () => {
    expect(typedWords("a \u202e*b*\n\u2067c\u0000", 80)).toBe("a \\*b\\* c");
  });
});

describe("acceptedPersona", () => {
  const nameOf = (name: string) => acceptedPersona({ name, avatarUrl: undefined }).username;

  it("breaks a word that Discord refuses so that it reads the same, even with hidden signs in it", () => {
    expect(nameOf("Discordant")).toBe("D\u200aiscordant");
    expect(nameOf("cly\u200bde")).toBe("c\u200alyde");
    expect(nameOf("everyone\u2063")).toBe("e\u200averyone");
    expect(nameOf("Here")).toBe("H\u200aere");
    expect(nameOf("Everyone else")).toBe("Everyone else");
    expect(nameOf("👩‍👩‍👧 Fox")).toBe("👩‍👩‍👧 Fox");
  });

  it("has 1 to 80 whole characters", () => {
    expect(nameOf(`${"a".repeat(78)}👩‍👩‍👧`)).toBe(`${"a".repeat(78)}…`);
    expect(nameOf("\u200b")).toBe("[no name]");
    expect(nameOf("Eve \u202eLive")).toBe("Eve \u202eLive\u202c");
  });
});
