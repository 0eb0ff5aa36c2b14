// Runs the bot as a separate process. Its clock can run faster, and it waits less for answers that never come.
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { readConfig } from "../../src/config.ts";
import { openLog } from "../../src/log.ts";
import { runBot } from "../../src/run-bot.ts";
import { sourceKinds } from "../../src/sources/index.ts";
import { fastClock } from "./fast-clock.ts";

// Memory is measured after a garbage collection.
setFlagsFromString("--expose-gc");
process.on("SIGUSR2", () => {
  runInNewContext("gc")();
  const { heapUsed, rss } = process.memoryUsage();
  console.log(`memory ${heapUsed} ${rss}`);
});

const {
  CLOCK_ORIGIN_MS,
  CLOCK_SPEED = "1",
  SITE_TIMEOUT_MS = "1500",
  ARCHIVE_CALL_MS = "5000",
} = process.env;
const speed = Number(CLOCK_SPEED);
const config = readConfig(process.env, false, sourceKinds);
await runBot(config, openLog(config.log), {
  settleAfterMs: 400 * speed,
  clock: fastClock(Number(CLOCK_ORIGIN_MS ?? Date.now()), speed),
  archiveWaits: { callMs: Number(ARCHIVE_CALL_MS), startMs: 2_000, retryMs: 200 },
  siteTimeouts: { timeoutMs: Number(SITE_TIMEOUT_MS), idleTimeoutMs: Number(SITE_TIMEOUT_MS) / 2 },
});
