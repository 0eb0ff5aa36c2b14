import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { escapeText } from "../../src/text/escape.ts";
import { maskedLink } from "../../src/text/masked-link.ts";
import { readMessage } from "./discord-reader.ts";
import { hasPing } from "./pings.ts";

const foreign = fc.oneof(
  fc.string({ unit: "grapheme", maxLength: 40 }),
  fc
    .array(
      fc.constantFrom(
        "*",
        "_",
        "~",
        "|",
        "`",
        "#",
        "- ",
        "1. ",
        "> ",
        "[a](https://b.c)",
        "<@1>",
        "@everyone",
        "\\",
        "a ",
        ":x:",
        "<t:1>",
      ),
    )
    .map((parts) => parts.join("")),
);

function seenText(content: string): string {
  return readMessage(content)
    .characters.join("")
    .replace(/[\s\u2060]/g, "");
}

describe("escapeText", () => {
  it("shows any text as it is, and never pings", () => {
    fc.assert(
      fc.property(foreign, (text) => {
        const escaped = escapeText(text);
        expect(hasPing(escaped)).toBe(false);
        expect(seenText(escaped)).toBe(text.replace(/[\s\u2060]/g, ""));
      }),
    );
  });

  it("leaves ordinary words alone", () => {
    expect(escapeText("What is 2 + 2? See (here): 50% - or so…")).toBe(
      "What is 2 + 2? See (here): 50% - or so…",
    );
  });

  it("keeps a heading, list or quote from starting", () => {
    expect(["# a", "- a", "1. a", "> a", "-# a"].map(escapeText)).toEqual([
      "\\# a",
      "\\- a",
      "1\\. a",
      "\\> a",
      "\\-# a",
    ]);
  });
});

describe("maskedLink", () => {
  it("hides the address and its preview", () => {
    expect(maskedLink("a post", "https://example.com/x")).toBe("[a post](<https://example.com/x>)");
  });

  it("shows an address without a label if the text is the address", () => {
    expect(maskedLink("https://example.com/x", "https://example.com/x")).toBe("<https://example.com/x>");
  });

  it("keeps out of the link what Discord allows in no link", () => {
    expect(maskedLink("see 🎉 this", "https://example.com/")).toBe(
      "[see](<https://example.com/>) 🎉 [this](<https://example.com/>)",
    );
  });

  it("never hides one address behind another", () => {
    expect(maskedLink("https://bank.example", "https://evil.example/")).toBe(
      "https\\://bank.example ([evil.example](<https://evil.example/>))",
    );
  });

  it.each(["a>b](<#1", '"q"](@everyone', "a ](`code`", "](baz,](<@1>}[", "snake_case_namehttp：／／a"])(
    "does not swallow the %j after it",
    (text) => {
      expect(seenText(maskedLink(text, "https://example.com/"))).toBe(text.replace(/\s/g, ""));
    },
  );

  it("links only http, https and mail addresses", () => {
    expect(maskedLink("click", "javascript:alert(1)")).toBe("click");
    expect(maskedLink("mail me", "mailto:a@example.com")).toBe("mail me (a@example.com)");
  });

  it("shows any words as they are behind any address", () => {
    fc.assert(
      fc.property(foreign, fc.webUrl({ withQueryParameters: true, withFragments: true }), (text, url) => {
        const link = maskedLink(text, url);
        expect(hasPing(link)).toBe(false);
        expect(seenText(link)).toContain(text.replace(/[\s\u2060]/g, ""));
      }),
    );
  });
});
