import { expect, it } from "vitest";
import type { MakeDatabase } from "./test-database.ts";
import { eachWithADatabase } from "./trial.ts";

const author = "lesswrong:user:ann";
const out = { direction: "out", proof: "code", sinceMs: 1 } as const;
const back = { direction: "in", proof: "code", sinceMs: 2 } as const;

/** The decisions of authors, who may make another while the bot carries one out. */
export function decisionsOfAuthors(make: MakeDatabase): void {
  const trial = eachWithADatabase(make);

  it("do not count as carried out because an earlier one was", async () => {
    await trial.store.optOuts.decide(author, out);
    await trial.store.optOuts.decide(author, back);
    await trial.store.optOuts.markStage({ author, ...out }, "done", 3);
    expect(await trial.store.optOuts.of(author)).toMatchObject({ direction: "in", stage: "collecting" });
  });

  it("are not forgotten because an earlier one is", async () => {
    await trial.store.optOuts.decide(author, back);
    await trial.store.optOuts.decide(author, { ...out, sinceMs: 3 });
    await trial.store.optOuts.forget({ author, ...back });
    expect(await trial.store.optOuts.of(author)).toMatchObject({ direction: "out", stage: "collecting" });
    expect(trial.store.optOuts.has(author)).toBe(true);
  });
}
