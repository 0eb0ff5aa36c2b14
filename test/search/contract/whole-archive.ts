import { describe, expect, it } from "vitest";
import type { IndexOf } from "./indexed.ts";

/** The contract of every index: when it holds a whole archive. */
export function wholeArchive(indexOf: IndexOf): void {
  describe("the archive of an index", () => {
    it("is complete once everything in it has been named, whatever has been named of another one", async () => {
      const index = await indexOf([]);
      expect(await index.adopt("one")).toEqual({ isComplete: false });
      await index.completeScan("one");
      expect(await index.adopt("one")).toEqual({ isComplete: true });
      expect(await index.adopt("other")).toEqual({ isComplete: false });
      await index.completeScan("one");
      expect(await index.adopt("other")).toEqual({ isComplete: false });
    });
  });
}
