import fc from "fast-check";
import type { CommentRecord } from "loopback-forum/records.ts";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runsOf } from "../runs.ts";
import { expectOneAnswer } from "./one-answer.ts";
import { World } from "./world.ts";

const runs = runsOf(200);
let world: World;
let comments: readonly CommentRecord[];

beforeAll(async () => {
  world = await World.withSample();
  const post = world.post("harbour clock");
  await world.mirrored(`https://www.lesswrong.com/posts/${post._id}/${post.slug}`);
  comments = [...world.forum.database("lesswrong").comments.values()];
});
afterAll(() => world.close());

/** Anything that people, or attackers, might type for a comment. */
const named = () =>
  fc.oneof(
    fc.constantFrom(...comments).map(({ _id }) => `lesswrong:comment:${_id}`),
    fc
      .constantFrom(...comments)
      .map(({ _id, postId }) => `https://www.lesswrong.com/posts/${postId}/x?commentId=${_id}`),
    fc.constantFrom(
      "lesswrong:comment:",
      "eaforum:comment:a",
      "https://[",
      "http://127.0.0.1/",
      "javascript:1",
      "|||",
    ),
    typed(200),
  );
/** The words of some comment, whole or in part, or anything else. */
const words = () =>
  fc.oneof(
    typed(600),
    fc
      .tuple(fc.constantFrom(...comments), fc.nat(400), fc.integer({ min: 1, max: 400 }))
      .map(([comment, at, length]) => {
        const text = (comment.contents?.html ?? "").replace(/<[^>]*>/g, " ").trim();
        return text.slice(at, at + length).trim() || "x";
      }),
  );
const typed = (maxLength: number) =>
  fc
    .string({ unit: "grapheme", minLength: 1, maxLength })
    .map((text) => text.slice(0, maxLength))
    .filter((text) => text.trim() !== "");

describe("whatever is typed", () => {
  it("/quote answers", async () => {
    const asked = fc.sample(fc.tuple(named(), fc.option(words(), { nil: undefined })), {
      numRuns: runs,
      seed: 1,
    });
    for (const [comment, passage] of asked) {
      const answer = await world.moderator.command("quote", {
        comment,
        ...(passage === undefined ? {} : { passage }),
      });
      await expectOneAnswer(answer);
      if (answer.first.kind === "modal") {
        await expectOneAnswer(await world.moderator.submit(answer.modal, { words: passage ?? comment }));
      }
    }
  });

  it("/reply answers, and the member's text arrives or is given back", async () => {
    const asked = fc.sample(fc.tuple(named(), words()), { numRuns: runs, seed: 2 });
    for (const [comment, text] of asked) {
      const answer = await world.moderator.command("reply", { comment });
      await expectOneAnswer(answer);
      if (answer.first.kind !== "modal") continue;
      await expectOneAnswer(await world.moderator.submit(answer.modal, { text }));
    }
  });

  it("autocomplete answers", async () => {
    for (const comment of fc.sample(named(), { numRuns: runs, seed: 3 })) {
      const choices = await world.moderator.autocomplete("reply", { comment }, "comment");
      expect(choices.length).toBeLessThanOrEqual(25);
      expect(choices.every(({ name }) => name.length > 0 && name.length <= 100)).toBe(true);
    }
  });
});
