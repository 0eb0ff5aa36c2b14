import { expect, it } from "vitest";
import { History } from "../../src/http/history.ts";
import { openMetrics } from "../../src/metrics.ts";
import { SimulatedClock } from "../discord/rest/simulated-clock.ts";

const minute = 60_000;

it("remembers what happened in every five minutes of the last day", async () => {
  const clock = new SimulatedClock();
  const metrics = openMetrics();
  const history = new History(metrics, clock);
  void history.record();
  await clock.run(1);
  metrics.messagesSent.inc(3);
  metrics.commentDelay.observe(20);
  metrics.commentDelay.observe(40);
  await clock.run(5 * minute);
  await clock.run(5 * minute);
  expect(history.steps).toEqual([
    { atMs: 5 * minute, messages: 3, delaySeconds: 30 },
    { atMs: 10 * minute, messages: 0, delaySeconds: undefined },
  ]);
  await clock.run(48 * 60 * minute);
  expect(history.steps).toHaveLength(288);
  history.stop();
});
