import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { english } from "../../src/language/english.ts";
import { UserError } from "../../src/language/user-error.ts";
import { maxReplyLength, renderReply, replaceText, replyText } from "../../src/rendering/render-reply.ts";
import { bodyOf, commentOf } from "../mirror/comment.ts";

const jumpLink =
  "https://discord.com/channels/12345678901234567890/12345678901234567890/12345678901234567890";
const answered = commentOf("a", { html: "<p>The first words of it.</p>" });
const render = (text: string, userName = "ada", to = answered) =>
  renderReply(to, jumpLink, { text, userName }, english).content;

describe("a member's reply", () => {
  it("says what it answers and whose account wrote it", () => {
    expect(render("Yes.", "ada_l")).toMatch(
      /^-# ↩ \[[^\]]+\]\(<https:\/\/discord\.com\/channels\/[\d/]+>\): The first words of it\.\nYes\.\n-# written in this server by ada\\_l$/,
    );
  });

  it.each([
    ["an open code block", "```\nx", "```\nx\n```"],
    ["a closed one", "```\nx\n```", "```\nx\n```"],
    ["a quote to the end", ">>> a\nb", "> a\n> b\n"],
    ["a last line that is quoted", "> a", "> a\n"],
    ["a list", "- a\n- b", "- a\n- b\n"],
    ["a list's last item of two lines", "1. a\n  b", "1. a\n  b\n"],
    ["the line ends of other systems", "a\r\nb\rc", "a\nb\nc"],
    ["a quote to the end inside of code", "```\n>>> a\n```", "```\n>>> a\n```"],
  ])("keeps its last line out of %s", (_, text, shown) => {
    expect(render(text).split("\n").slice(1, -1).join("\n")).toBe(shown);
  });

  it("is offered for editing without its first and last line", () => {
    const content = render("Some\n-# small\nwords");
    expect(replyText(content)).toBe("Some\n-# small\nwords");
    expect(replaceText(content, "Others").content).toBe(content.replace("Some\n-# small\nwords", "Others"));
  });

  it("is refused if it is empty or too long", () => {
    expect(() => render(" \n ")).toThrow(UserError);
    expect(() => render("x".repeat(1990))).toThrow(UserError);
  });

  it("fits into one message, whoever wrote it and whatever it answers", () => {
    const text = fc.string({ unit: "grapheme", maxLength: maxReplyLength }).filter((one) => {
      return one.trim() !== "" && one.length <= maxReplyLength && !one.includes(">>> ");
    });
    fc.assert(
      fc.property(text, fc.string({ minLength: 1, maxLength: 32 }), fc.string(), (words, user, name) => {
        const to = {
          ...answered,
          body: bodyOf(name),
          author: answered.author && { ...answered.author, name: name.repeat(20) || "x" },
        };
        const content = render(words, user, to);
        expect(content.length).toBeLessThanOrEqual(2000);
        expect(content.split("\n").at(-1)).toMatch(/^-# written in this server by /);
      }),
      { numRuns: 500 },
    );
  });
});
