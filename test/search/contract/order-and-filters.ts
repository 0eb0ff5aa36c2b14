import { describe, expect, it } from "vitest";
import type { Comment } from "../../../src/forum/comment.ts";
import { knownSites } from "../../../src/sources/forummagnum/sites.ts";
import { dayMs, startMs, text } from "./comments.ts";
import { findAll, type IndexOf } from "./indexed.ts";

function onBoth(lesswrong: number, alignmentforum: number): Partial<Comment> {
  return { shownOn: ["lesswrong", "alignmentforum"], scores: { lesswrong, alignmentforum } };
}

/** The contract of every index: the order of results, and filters. */
export function orderAndFilters(indexOf: IndexOf): void {
  describe("order", () => {
    it("by relevance puts a phrase before scattered words, and a good comment before a poor one", async () => {
      const index = await indexOf([
        text("scattered", "model of a reward", { postedAtMs: startMs + 3 * dayMs, scores: { lesswrong: 2 } }),
        text("phrase", "a reward model", { postedAtMs: startMs, scores: { lesswrong: 2 } }),
        text("good", "model of a reward", { postedAtMs: startMs + dayMs, scores: { lesswrong: 200 } }),
      ]);
      expect(await findAll(index, { text: "reward model ", sort: "relevance" })).toEqual([
        "good",
        "phrase",
        "scattered",
      ]);
    });

    it("by score puts comments with hidden scores last", async () => {
      const scores = [3, undefined, -30, 250, 12, 41, 3, 0];
      const index = await indexOf(
        scores.map((score, place) =>
          text(`c${place}`, "same", {
            scores: score === undefined ? {} : { lesswrong: score },
            postedAtMs: startMs + place * dayMs,
          }),
        ),
      );
      expect(await findAll(index, { sort: "top" }, 3)).toEqual([
        "c3",
        "c5",
        "c4",
        "c6",
        "c0",
        "c7",
        "c2",
        "c1",
      ]);
    });

    it("keeps the order of posting among comments of the same moment", async () => {
      const many = Array.from({ length: 200 }, (_, place) =>
        text(`m${place}`, "same", { postedAtMs: startMs }),
      );
      const index = await indexOf([text("older", "same", { postedAtMs: startMs - 1000 }), ...many]);
      const found = await findAll(index, { text: "same", sort: "newest" }, 7);
      expect(new Set(found).size).toBe(201);
      expect(found.at(-1)).toBe("older");
      expect(await findAll(index, { sort: "oldest", untilMs: startMs + 1 })).toHaveLength(201);
    });
  });

  describe("filters", () => {
    it("on the Alignment Forum use its own comments and scores", async () => {
      const site = knownSites.find(({ name }) => name === "alignmentforum");
      const index = await indexOf([
        text("both", "x", onBoth(5, 40)),
        text("weak", "x", onBoth(90, 2)),
        text("lesswrong", "x", { scores: { lesswrong: 90 } }),
      ]);
      expect(await findAll(index, { site, sort: "top" })).toEqual(["both", "weak"]);
      expect(await findAll(index, { site, minScore: 10, sort: "newest" })).toEqual(["both"]);
    });

    it("for someone or something unknown find nothing", async () => {
      const index = await indexOf([text("a", "words")]);
      expect(await findAll(index, { author: "lesswrong:user:nobody", sort: "newest" })).toEqual([]);
      expect(await findAll(index, { post: "lesswrong:post:none", sort: "newest" })).toEqual([]);
    });
  });
}
