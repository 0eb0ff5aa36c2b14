import Database from "better-sqlite3";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { systemClock } from "../src/clock.ts";
import { contextIds, quoteIds } from "../src/discord/kit/controls.ts";
import { prefixOf } from "../src/discord/kit/custom-id.ts";
import { findSite } from "../src/features/lookup/find-filters.ts";
import { readChoice } from "../src/features/lookup/lookup-view.ts";
import { findWords } from "../src/features/quote/quote.ts";
import { readLimit } from "../src/features/settings/settings-modals.ts";
import { isTarget } from "../src/finding/find-target.ts";
import { namedComments } from "../src/finding/named-comments.ts";
import { readNames, readUserPage } from "../src/finding/read-names.ts";
import { formatReference, parseReference } from "../src/forum/reference.ts";
import { UserError } from "../src/language/user-error.ts";
import { replaceText, replyText } from "../src/rendering/render-reply.ts";
import { readQuestion } from "../src/search/question.ts";
import { matchExpression } from "../src/search/sqlite/match-expression.ts";
import { openForumMagnum } from "../src/sources/forummagnum/forummagnum.ts";
import { knownSites } from "../src/sources/forummagnum/sites.ts";
import { readHtml } from "../src/text/read-html.ts";
import { runsOf } from "./runs.ts";
import { nastyWords } from "./text/nasty-words.ts";

const runs = { numRuns: runsOf(10_000) };
const asked = { userAgent: "test", requestsPerMinute: 1, clock: systemClock };
const sources = new Map(knownSites.map((site) => [site.name, openForumMagnum(site, asked)]));
const document = readHtml(
  "<p>The <b>tide</b> table “was right” — the clock wasn't.</p><ul><li>One<li>Two</ul>",
);

/** Text that people type or paste, whole and broken, and text that no person would. */
const piece = fc.oneof(
  fc.string({ unit: "grapheme", maxLength: 30 }),
  fc.string({ unit: "binary", maxLength: 30 }),
  fc.constantFrom(...nastyWords),
  fc.constantFrom(
    ...[
      "lesswrong",
      ":comment:",
      ":user:",
      "abcdefghijklmnopq",
      "aAaAaAaAaAaAaAaA1",
      "|",
      "1|",
      "quote",
      "<",
      ">",
    ],
    ...[
      "https://",
      "www.lesswrong.com/",
      "posts/",
      "?commentId=",
      "#",
      "/lw/x/y/z",
      "/s/",
      "/p/",
      "users/",
      "%",
      "//",
    ],
    ...[
      "show|",
      "context|",
      "the tide table",
      '"was right',
      "-# ↩ ",
      "\n",
      "```",
      ">>> ",
      "0",
      "-1",
      "1e9",
      "*",
    ],
  ),
);
const typed = fc.array(piece, { maxLength: 6 }).map((pieces) => pieces.join(""));

/** Returns the result of the parser. A refusal must be one that members can read. */
function orRefused<T>(parse: () => T): T | undefined {
  try {
    return parse();
  } catch (error) {
    expect(error).toBeInstanceOf(UserError);
    return undefined;
  }
}

describe("whatever is typed or sent", () => {
  it("a custom id is read or refused, and the bot's own are read as they were written", () => {
    fc.assert(
      fc.property(typed, (text) => {
        const prefix = prefixOf(text);
        if (prefix !== undefined) expect(text.startsWith(`1|${prefix}`)).toBe(true);
        const reference = "lesswrong:comment:abcdefghijklmnopq";
        const asked = contextIds.controls.read(`1|context|turn|${reference}|${text}`);
        if (asked?.action !== "turn") return expect.unreachable();
        expect(asked.above).toBeGreaterThanOrEqual(0);
        expect(contextIds.controls.read(contextIds.controls.write("turn", asked))).toEqual(asked);
        const memory = text.replaceAll("|", "").slice(0, 12);
        if (memory !== "") {
          const id = quoteIds.controls.write("post", { reference, memory });
          expect(quoteIds.controls.read(id)).toEqual({ action: "post", reference, memory });
        }
        for (const table of [quoteIds.controls, quoteIds.forms])
          if (table.read(text) !== undefined) expect(text).toMatch(/^1\|quote\|/);
        const choice = readChoice(text);
        if (choice !== undefined) expect(`${choice.action}|${choice.reference}`).toBe(text);
      }),
      runs,
    );
  });

  it("a reference is read exactly as written, or not at all", () => {
    const id = fc.stringMatching(/^[A-Za-z0-9_-]{1,20}$/);
    fc.assert(
      fc.property(typed, id, (text, one) => {
        const parts = parseReference(text);
        if (parts !== undefined) expect(formatReference(parts.database, parts.kind, parts.id)).toBe(text);
        expect(parseReference(`eaforum:comment:${one}`)).toEqual({
          database: "eaforum",
          kind: "comment",
          id: one,
        });
      }),
      runs,
    );
  });

  it("the option comment names comments on configured sites, or none", () => {
    const databases = knownSites.map(({ database }) => database);
    fc.assert(
      fc.property(typed, (text) => {
        for (const { reference } of namedComments(sources, text)) {
          expect(parseReference(reference)).toMatchObject({ kind: "comment" });
          expect(databases).toContain(parseReference(reference)?.database);
        }
        expect(typeof isTarget(sources, text)).toBe("boolean");
      }),
      runs,
    );
  });

  it("the option site is a site or refused", () => {
    fc.assert(
      fc.property(typed, (text) => {
        const site = orRefused(() => findSite(sources, text));
        if (site !== undefined) expect(knownSites).toContainEqual(site);
      }),
      runs,
    );
  });

  it("a follow's authors and the lines of muted authors become names, each once, or someone's page", () => {
    fc.assert(
      fc.property(typed, fc.constantFrom(",", "\n"), (text, separator) => {
        const names = readNames(text, separator);
        expect(names).toEqual([...new Set(names)]);
        for (const name of names) {
          expect(name).toBe(name.trim());
          expect(name).not.toBe("");
          expect(name).not.toContain(separator);
          const page = readUserPage(sources, name);
          if (page === undefined) continue;
          expect(page.link.handle).not.toBe("");
          expect(sources.get(page.source.site.name)).toBe(page.source);
        }
      }),
      runs,
    );
  });

  it("the limit of follows is a number in its range, or refused", () => {
    const numbers = fc.oneof(fc.integer().map(String), fc.double().map(String), fc.nat(2000).map(String));
    fc.assert(
      fc.property(fc.oneof(typed, numbers), (text) => {
        const limit = orRefused(() => readLimit(text));
        if (limit === undefined) expect(text).not.toMatch(/^ *[1-9]\d{0,2} *$/);
        else expect(Number(text)).toBe(limit);
      }),
      runs,
    );
  });

  it("the option passage is found exactly, matched closely, or not found", () => {
    fc.assert(
      fc.property(typed, (text) => {
        expect(["exact", "closest", undefined]).toContain(findWords(document, text)?.kind);
      }),
      runs,
    );
  });

  it("a query becomes an expression that the index accepts, or is empty", () => {
    const index = new Database(":memory:").exec("create virtual table comments using fts5(text)");
    const find = index.prepare("select rowid from comments where comments match ?");
    fc.assert(
      fc.property(typed, fc.boolean(), (text, isTyping) => {
        const { terms, without, inOrder } = readQuestion(text, { isTyping });
        const asked = { without, isInNames: false, facets: [] };
        const expressions = [
          matchExpression({ ...asked, terms }),
          matchExpression({ ...asked, terms: inOrder === undefined ? [] : [inOrder] }),
        ].filter((expression) => expression !== undefined);
        for (const expression of expressions) expect(find.all(expression)).toEqual([]);
      }),
      runs,
    );
    index.close();
  });

  it("the words of a reply survive being edited, or are refused", () => {
    fc.assert(
      fc.property(typed, typed, (content, text) => {
        expect(typeof replyText(content)).toBe("string");
        const part = orRefused(() => replaceText(content, text));
        if (part !== undefined) expect(part.content.length).toBeLessThanOrEqual(2000);
      }),
      runs,
    );
  });
});
