import type { Client } from "discord.js";
import { listen } from "../events/index.ts";
import type { App } from "./app.ts";
import { openArchive } from "./archive/open-archive.ts";
import { systemClock } from "./clock.ts";
import { type Config, readConfig } from "./config.ts";
import { createClient } from "./discord/client.ts";
import { login } from "./discord/login.ts";
import { inviteUrl } from "./discord/permissions.ts";
import { DiscordPublisher } from "./discord/publisher.ts";
import { ConfigError } from "./errors.ts";
import { english } from "./language/english.ts";
import { type Log, openLog } from "./log.ts";
import { Mirror } from "./mirror/mirror.ts";
import { openSource } from "./sources/index.ts";
import { openStore } from "./store/open-store.ts";
import { openSearchIndex, searchPath } from "./store/search/open-search-index.ts";
import { version } from "./version.ts";

/** Longer than discord.js waits for an answer, so that a message under way has arrived or never will. */
const settleAfterMs = 20_000;
/** A stop that hangs must not keep the process; whatever is unfinished is settled at the next start. */
const stopWithinMs = 9_000;

export interface Bot {
  readonly app: App;
  readonly client: Client;
  /** Finishes the calls under way and closes everything. */
  stop(): Promise<void>;
}

/** Builds the bot and connects it. The only place that constructs. */
export async function start(config: Config, log: Log, options = { settleAfterMs }): Promise<Bot> {
  const token = config.discord.token ?? "";
  const store = await openStore(config.databaseUrl);
  const clock = systemClock;
  const archive = await openArchive(config.cacheUrl, (err) => log.warn({ err }, "the archive failed"), {
    index: openSearchIndex(searchPath(config.databaseUrl)),
    clock,
  });
  const userAgent = `Commonplace/${version} (Discord mirror of forum comments${config.contact === undefined ? "" : `; ${config.contact}`})`;
  const sources = new Map(
    config.sites.map((site) => [
      site.name,
      openSource(site, { userAgent, requestsPerMinute: config.siteRequestsPerMinute, clock }),
    ]),
  );
  const client = createClient(config.discord);
  const publisher = new DiscordPublisher(client);
  const random = Math.random;
  const context = { sources, archive, store, publisher, clock, random, log, language: english, ...options };
  const mirror = new Mirror(context, config);
  const app: App = {
    config,
    log,
    clock,
    store,
    archive,
    sources,
    publisher,
    mirror,
    inviteUrl: () => inviteUrl(client.application?.id ?? ""),
    startedAtMs: clock.now(),
  };
  listen(client, app);
  const stop = async () => {
    await mirror.stop();
    await client.destroy();
    await store.close();
    await archive.close();
  };
  try {
    await login(client, token, clock, log);
  } catch (error) {
    await stop();
    throw error;
  }
  return { app, client, stop };
}

async function run(): Promise<void> {
  const config = readConfig(process.env, process.stdout.isTTY);
  if (config.discord.token === undefined) {
    const { openPlayground } = await import("../playground/main.ts");
    await openPlayground();
    return;
  }
  const log = openLog(config.log, [config.discord.token]);
  const bot = await start(config, log);
  const stop = (signal: string) => {
    log.info({ signal }, "stopping");
    setTimeout(() => process.exit(1), stopWithinMs).unref();
    bot.stop().then(
      () => process.exit(0),
      (err) => {
        log.error({ err }, "the stop failed");
        process.exit(1);
      },
    );
  };
  process.once("SIGTERM", () => stop("SIGTERM"));
  process.once("SIGINT", () => stop("SIGINT"));
}

if (import.meta.main) {
  try {
    await run();
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    console.error(`Commonplace cannot start:\n${error.faults.map((fault) => `  ${fault}`).join("\n")}`);
    process.exitCode = 1;
  }
}
