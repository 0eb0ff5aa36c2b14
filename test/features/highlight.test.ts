import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { highlight } from "../../src/features/lookup/highlight.ts";
import { runsOf } from "../runs.ts";
import { nastyWords } from "../text/nasty-words.ts";
import { hasPing } from "../text/pings.ts";

describe("highlight", () => {
  it("shows the matched words in bold", () => {
    expect(highlight("The harbour clock lost a minute.", "clock harbour", 100)).toBe(
      "The **harbour clock** lost a minute.",
    );
  });

  it("treats only a word with a star as a beginning", () => {
    expect(highlight("Clocks and a clock and clocking", "clock*", 100)).toBe(
      "**Clocks** and a **clock** and **clocking**",
    );
    expect(highlight("There they corrected the clock", "the", 100)).toBe(
      "There they corrected **the** clock",
    );
    expect(highlight("Aligned clockwork", "align* clockwork", 100)).toBe("**Aligned clockwork**");
    expect(highlight("Aligned clockwork", "align clockwork", 100)).toBe("Aligned **clockwork**");
  });

  it.each([
    ["CO₂ and the 21ˢᵗ", "CO2 21st", "**CO₂** and the **21ˢᵗ**"],
    ["an eﬀective one", "effective", "an **eﬀective** one"],
    ["super\u00adintelligence", "superintelligence", "**super\u00adintelligence**"],
    ["in der Straße", "strasse", "in der **Straße**"],
    ["価値観のアライメント問題", "アライメント", "価値観の**アライメント**問題"],
    ["智能的人工智能", "智", "**智**能的人工**智**能"],
    ["これはAI安全性の話", "AI安全", "これは**AI安全**性の話"],
    ["shipped it 🎉!", "🎉", "shipped it **🎉**!"],
    ["cats, no dogs", "cats -birds", "**cats**, no dogs"],
  ])("marks what was found in %s", (text, typed, shown) => {
    expect(highlight(text, typed, 100)).toBe(shown);
  });

  it("does not change the direction of later words, and marks the right words after removed characters", () => {
    expect(highlight("a\u0000b \u202ethe clock\u2067 lost", "clock", 100)).toBe("ab the **clock** lost");
  });

  it("matches a phrase only in its order", () => {
    expect(highlight("lost time and time lost", '"time lost"', 100)).toBe("lost time and **time lost**");
  });

  it("ignores accents, case and punctuation", () => {
    expect(highlight("Gödel's THEOREM", "godel theorem", 100)).toBe("**Gödel**'s **THEOREM**");
  });

  it("shows the place that matches most of the search", () => {
    const text = `The clock ${"ticked on and on ".repeat(60)}until the keeper stopped the clock at noon ${"and rested ".repeat(60)}`;
    const shown = highlight(text, "keeper clock noon", 150);
    expect(shown).toContain("until the **keeper** stopped the **clock** at **noon**");
    expect(shown).toMatch(/^….*…$/);
    expect(shown.length).toBeLessThanOrEqual(150);
  });

  it("starts at the beginning if nothing matches", () => {
    expect(highlight("One two three", "four", 100)).toBe("One two three");
    expect(highlight("One two three", "", 8)).toBe("One two…");
  });

  it("shows markup as it was written", () => {
    expect(highlight("# **not bold** clock_work [a](http://b)", "clock", 100)).toBe(
      "\\# \\*\\*not bold\\*\\* **clock**\\_work [a]\\(http\\://b)",
    );
  });

  it("is never too long and never pings, whatever the text and the search", () => {
    const words = fc.oneof(fc.constantFrom(...nastyWords), fc.string({ unit: "grapheme" }), fc.lorem());
    const text = fc.array(words, { maxLength: 60 }).map((list) => list.join(" "));
    fc.assert(
      fc.property(text, words, fc.integer({ min: 1, max: 400 }), (line, searched, maxLength) => {
        const shown = highlight(line, searched, maxLength);
        expect(shown.length).toBeLessThanOrEqual(maxLength);
        expect(hasPing(shown)).toBe(false);
        expect(shown).not.toContain("\n");
      }),
      { numRuns: runsOf(3_000) },
    );
  });
});
