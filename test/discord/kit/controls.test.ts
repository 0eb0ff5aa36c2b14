import { describe, expect, it } from "vitest";
import { z } from "zod";
import {
  contextIds,
  deleteReplyIds,
  editReplyIds,
  followingIds,
  lookupIds,
  privacyIds,
  profileIds,
  quoteIds,
  replyIds,
  settingsIds,
} from "../../../src/discord/kit/controls.ts";
import { customIds } from "../../../src/discord/kit/custom-id.ts";
import { formatReference, longestReference } from "../../../src/forum/reference.ts";
import { longestSiteName } from "../../../src/forum/site.ts";
import { knownSites } from "../../../src/sources/forummagnum/sites.ts";

const reference = "lesswrong:comment:abcdefghijklmnopq";
const user = "eaforum:user:abcdefghijklmnopq";
const memory = "abcDEF-_0123";
const messageId = "123456789012345678";
const opening = "876543210987654321";

/** Ids in existing messages. They never change. */
const written = {
  [`1|quote|open|${reference}`]: quoteIds.controls.write("open", { reference }),
  [`1|quote|post|${reference}|${memory}`]: quoteIds.controls.write("post", { reference, memory }),
  [`1|quote|choose|${reference}|textname|${opening}`]: quoteIds.forms.write("choose", {
    reference,
    textName: "textname",
    opening,
  }),
  [`1|reply|open|${reference}|${messageId}`]: replyIds.controls.write("open", { reference, messageId }),
  [`1|reply|write|${reference}|${messageId}|${opening}`]: replyIds.forms.write("write", {
    reference,
    messageId,
    opening,
  }),
  [`1|edit-reply|${messageId}`]: editReplyIds.forms.write("", { messageId }),
  [`1|delete-reply|keep|${messageId}`]: deleteReplyIds.controls.write("keep", { messageId }),
  [`1|lookup|page|${memory}`]: lookupIds.controls.write("page", { memory }),
  [`1|lookup|part|${reference}|2`]: lookupIds.controls.write("part", { reference, part: 2 }),
  [`1|lookup|show|${reference}`]: lookupIds.controls.write("show", { reference }),
  "1|lookup|choose": lookupIds.controls.write("choose"),
  [`1|context|turn|${reference}|1|0`]: contextIds.controls.write("turn", { reference, above: 1, replies: 0 }),
  [`1|profile|list|wiki|eaforum|${user}`]: profileIds.controls.write("list", {
    list: "wiki",
    site: "eaforum",
    user,
  }),
  [`1|profile|into|eaforum|${user}`]: profileIds.controls.write("into", { site: "eaforum", user }),
  "1|following|choose|0": followingIds.controls.write("choose", { page: 0, follow: undefined }),
  "1|following|choose|0|7": followingIds.controls.write("choose", { page: 0, follow: 7 }),
  "1|following|end-all|3|7": followingIds.controls.write("end-all", { page: 3, follow: 7 }),
  "1|settings|deletions|tombstone": settingsIds.controls.write("deletions", { value: "tombstone" }),
  "1|settings|limit": settingsIds.controls.write("limit"),
  "1|settings|limit|25": settingsIds.forms.write("limit", { shown: 25 }),
  [`1|privacy|check|out|${user}`]: privacyIds.controls.write("check", { direction: "out", user }),
};

describe("the custom ids of the bot", () => {
  it.each(Object.entries(written))("are still written as %s", (expected, id) => {
    expect(id).toBe(expected);
  });

  it("are read back as they were written", () => {
    const { controls } = followingIds;
    expect(controls.read("1|following|pause|2|7")).toEqual({ action: "pause", page: 2, follow: 7 });
    expect(editReplyIds.forms.read(`1|edit-reply|${messageId}`)).toEqual({ action: "", messageId });
    expect(replyIds.forms.read(`1|reply|write|${reference}|${messageId}|${opening}`)).toEqual({
      action: "write",
      reference,
      messageId,
      opening,
    });
  });

  it("of earlier versions are read, although they hold less", () => {
    expect(settingsIds.forms.read("1|settings|limit")).toEqual({ action: "limit" });
    expect(settingsIds.forms.read("1|settings|muted")).toEqual({ action: "muted" });
    expect(quoteIds.forms.read(`1|quote|choose|${reference}`)).toEqual({ action: "choose", reference });
    expect(replyIds.forms.read(`1|reply|write|${reference}|${messageId}`)).toEqual({
      action: "write",
      reference,
      messageId,
    });
  });

  it.each([
    `0|quote|open|${reference}`,
    `1|context|open|${reference}`,
    "1|quote|open",
    "1|quote|open|words",
    `1|quote|open|${user}`,
    `1|quote|toString|${reference}`,
    `1|quote||${reference}`,
    "1|quote",
    "",
  ])("are not read from %s", (id) => {
    expect(quoteIds.controls.read(id)).toBeUndefined();
  });

  it("take a page that is not a number as the first", () => {
    expect(followingIds.controls.read("1|following|page|NaN")).toEqual({ action: "page", page: 0 });
    expect(followingIds.controls.read("1|following|page")).toEqual({ action: "page", page: 0 });
  });
});

describe("a reference", () => {
  it("fills the longest custom id with 44 characters", () => {
    const longest = formatReference("n".repeat(longestSiteName), "comment", "i".repeat(17));
    expect(longest).toHaveLength(longestReference);
    const snowflake = "9".repeat(20);
    const id = replyIds.forms.write("write", {
      reference: longest,
      messageId: snowflake,
      opening: snowflake,
    });
    expect(id).toHaveLength(100);
  });

  it("on a known site has room for ids of 17 characters", () => {
    for (const { database, name } of knownSites) {
      expect(name.length).toBeLessThanOrEqual(longestSiteName);
      expect(formatReference(database, "comment", "i".repeat(17)).length).toBeLessThanOrEqual(
        longestReference,
      );
    }
  });
});

describe("an action", () => {
  const text = (longest: number) => ({ longest, schema: z.string() });

  it("cannot be declared if its longest id would be too long for Discord", () => {
    const declare = (longest: number) =>
      customIds("quote", { controls: { open: { reference: text(longest) } }, forms: {} });
    expect(() => declare(87)).not.toThrow();
    expect(() => declare(88)).toThrow("the custom id of quote open has 101 characters");
  });

  it("does not accept a value that would be read as two", () => {
    expect(() => quoteIds.controls.write("post", { reference, memory: "a|b" })).toThrow("has a |");
  });
});
