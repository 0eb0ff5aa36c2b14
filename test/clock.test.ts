import { once } from "node:events";
import { expect, it } from "vitest";
import { systemClock } from "../src/clock.ts";

it("a sleep until a moment in the past ends at once, without a warning", async () => {
  const stop = new AbortController();
  const warned = once(process, "warning", { signal: stop.signal });
  await systemClock.sleep(-5);
  // A warning arrives with the next turn of the loop.
  await systemClock.sleep(0);
  stop.abort();
  await expect(warned).rejects.toMatchObject({ name: "AbortError" });
});
