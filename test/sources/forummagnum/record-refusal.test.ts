import { describe, expect, it } from "vitest";
import { recordRefusalOf } from "../../../src/sources/forummagnum/record-refusal.ts";

const beside = (message: string, code?: string, path: (string | number)[] | null = ["post"]) => ({
  message,
  path,
  extensions: code === undefined ? undefined : { code },
});
const refused = { post: null, comments: { results: [] } };

describe("an error beside a record that was asked for", () => {
  it.each([
    ["app.operation_not_allowed", undefined, "not-public"],
    ["app.operation_not_allowed", "BAD_USER_INPUT", "not-public"],
    ["This post is only visible to logged-in users.", undefined, "not-public"],
    ["Members only.", "FORBIDDEN", "not-public"],
    ["Log in first.", "UNAUTHENTICATED", "not-public"],
    ["app.missing_document", undefined, "missing"],
    ["app.missing_document", "BAD_USER_INPUT", "missing"],
    ["Members only.", undefined, "record-refused"],
    ["Members only.", "INTERNAL_SERVER_ERROR", "record-refused"],
    ["This post is public.", "INTERNAL_SERVER_ERROR", "record-refused"],
  ])("%s (%s) means %s", (message, code, meaning) => {
    expect(recordRefusalOf(beside(message, code), refused)).toBe(meaning);
    expect(recordRefusalOf(beside(message, code), null)).toBe(meaning);
    expect(recordRefusalOf(beside(message, code, null), refused)).toBe(meaning);
    expect(recordRefusalOf(beside(message, code, ["post", "result"]), { post: { result: null } })).toBe(
      meaning,
    );
  });

  it("says nothing about the record when it concerns a list, a part of the record, or the whole request", () => {
    const message = "app.operation_not_allowed";
    const there = { post: { result: { _id: "a" } }, comments: null };
    expect(recordRefusalOf(beside(message, undefined, ["comments"]), there)).toBeUndefined();
    expect(recordRefusalOf(beside(message, undefined, ["post", "result", "tags"]), there)).toBeUndefined();
    expect(recordRefusalOf(beside(message, undefined, null), there)).toBeUndefined();
    expect(recordRefusalOf(beside(message, undefined, null), null)).toBeUndefined();
  });
});
