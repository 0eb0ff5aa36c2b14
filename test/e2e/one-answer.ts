import type { Answer } from "loopback-discord/driver/answer.ts";
import { expect } from "vitest";

/** Expects one answer to anything asked or pressed: a modal, or words other than the apology for a fault of the bot. */
export async function expectOneAnswer(answer: Answer): Promise<void> {
  if (answer.first.kind === "modal") return;
  await answer.settled();
  const texts = [answer.message, ...answer.followUps].map(({ text }) => text);
  expect(texts.filter((text) => text !== "").length).toBeGreaterThan(0);
  expect(texts.join("\n")).not.toContain("Something went wrong on my side");
  expect(answer.followUps.length).toBeLessThanOrEqual(1);
}
