import { once } from "node:events";
import { askedToEnd } from "./asked-to-end.ts";
import { type Config, ConfigError, readConfig } from "./config.ts";
import { type Log, openLog } from "./log.ts";
import { type StartOptions, start } from "./main.ts";
import { usualSettleMs } from "./mirror/delivery/uncertain-sends.ts";
import { sourceKinds } from "./sources/index.ts";

/** A stop that hangs must not keep the process alive. */
const stopWithinMs = 9_000;

/** Runs the bot until the signal aborts, then ends the process. By default, the signal aborts when the process is asked to end. */
export async function runBot(config: Config, log: Log, options: StartOptions): Promise<never> {
  const { signal = askedToEnd() } = options;
  signal.addEventListener("abort", () => {
    log.info({ reason: String(signal.reason) }, "stopping");
    setTimeout(() => process.exit(1), stopWithinMs).unref();
  });
  try {
    const bot = await start(config, log, { ...options, signal });
    const ended = AbortSignal.any([signal, bot.lost]);
    if (!ended.aborted) await once(ended, "abort");
    if (bot.lost.aborted)
      log.error("the other processes use another number of shards; ending so that this one is restarted");
    await bot.stop();
    if (bot.lost.aborted) process.exit(1);
  } catch (err) {
    if (!signal.aborted) throw err;
    if (err !== signal.reason) log.warn({ err }, "the start was interrupted");
  }
  process.exit(0);
}

/** Runs the bot or, without a token, the playground. */
export async function run(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return;
  try {
    const config = readConfig(process.env, process.stdout.isTTY, sourceKinds);
    if (config.discord.token === undefined) {
      const { openPlayground } = await import("../playground/main.ts").catch(explainMissing);
      await openPlayground();
      return;
    }
    await runBot(config, openLog(config.log, [config.discord.token]), {
      settleAfterMs: usualSettleMs,
      signal,
    });
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    console.error(`Commonplace cannot start:\n${error.faults.map((fault) => `  ${fault}`).join("\n")}`);
    process.exit(1);
  }
}

/** Explains an import that failed because a production install leaves out the playground's packages. */
function explainMissing(error: unknown): never {
  if (!(error instanceof Error && "code" in error && error.code === "ERR_MODULE_NOT_FOUND")) throw error;
  throw new ConfigError([
    "DISCORD_TOKEN: is not set, and the playground that runs without it is not installed: set the token of your bot, or install everything with `npm ci`",
  ]);
}
