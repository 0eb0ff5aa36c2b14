import { expect, it } from "vitest";
import type { MakeDatabase } from "./test-database.ts";
import { eachWithADatabase } from "./trial.ts";

/** Requests to sites that allow only so many a day. */
export function requestCounts(make: MakeDatabase): void {
  const trial = eachWithADatabase(make);

  it("are counted by site and hour, also when several come together", async () => {
    const { requestCounts: counts } = trial.store;
    await Promise.all([7, 7, 8].map((hour) => counts.add("blog", hour)));
    await counts.add("other", 8);
    expect(await counts.since("blog", 7)).toEqual(
      new Map([
        [7, 2],
        [8, 1],
      ]),
    );
    expect(await counts.since("blog", 8)).toEqual(new Map([[8, 1]]));
  });

  it("are forgotten after two days", async () => {
    const { requestCounts: counts } = trial.store;
    await counts.add("blog", 100);
    await counts.add("blog", 148);
    expect([...(await counts.since("blog", 0)).keys()]).toEqual([100, 148]);
    await counts.add("blog", 149);
    expect([...(await counts.since("blog", 0)).keys()]).toEqual([148, 149]);
  });
}
