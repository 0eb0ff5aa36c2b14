import { afterEach, beforeEach, expect, it } from "vitest";
import type { Store } from "../../../src/store/open-store.ts";
import type { MakeDatabase, TestDatabase } from "./test-database.ts";

const author = "lesswrong:user:ann";
const out = { direction: "out", proof: "code", sinceMs: 1 } as const;
const back = { direction: "in", proof: "code", sinceMs: 2 } as const;

/** The decisions of authors, who may make another while the bot carries one out. */
export function decisionsOfAuthors(make: MakeDatabase): void {
  let database: TestDatabase;
  let store: Store;

  beforeEach(async () => {
    database = await make();
    store = await database.open();
  });
  afterEach(async () => {
    await store.close();
    await database.remove();
  });

  it("are not taken for carried out because an earlier one was", async () => {
    await store.optOuts.decide(author, out);
    await store.optOuts.decide(author, back);
    await store.optOuts.markStage({ author, ...out }, "done", 3);
    expect(await store.optOuts.of(author)).toMatchObject({ direction: "in", stage: "collecting" });
  });

  it("are not forgotten because an earlier one is", async () => {
    await store.optOuts.decide(author, back);
    await store.optOuts.decide(author, { ...out, sinceMs: 3 });
    await store.optOuts.forget({ author, ...back });
    expect(await store.optOuts.of(author)).toMatchObject({ direction: "out", stage: "collecting" });
    expect(store.optOuts.has(author)).toBe(true);
  });
}
