import { describe, expect, it } from "vitest";
import { toReactions } from "../../../src/sources/forummagnum/convert-reactions.ts";

const by = (reactType: string, quotes?: readonly string[]) => ({
  userId: "u",
  reactType,
  ...(quotes && { quotes }),
});

describe("toReactions", () => {
  it("counts people who made or seconded a reaction, minus those who disputed it", () => {
    const reacts = {
      agree: [by("created"), by("seconded"), by("disagreed")],
      crux: [by("created", ["these words"]), by("seconded", ["these words"])],
      typo: [by("created"), by("disagreed")],
    };
    expect(toReactions({ approvalVoteCount: 3, agreement: 2, agreementVoteCount: 4, reacts })).toEqual([
      { name: "agree", count: 1, quotes: [] },
      { name: "crux", count: 2, quotes: ["these words"] },
    ]);
  });

  it("reads counts by name, without agreement", () => {
    expect(toReactions({ agree: 4, disagree: 1, love: 2, helpful: 0 })).toEqual([
      { name: "love", count: 2, quotes: [] },
    ]);
  });

  it("ignores forms that it does not know", () => {
    expect(toReactions(null)).toEqual([]);
    expect(toReactions({ reacts: { odd: "form", other: [{ reactType: "new" }] } })).toEqual([]);
  });
});
