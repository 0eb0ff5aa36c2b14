import { randomBytes } from "node:crypto";
import type { Client } from "discord.js";
import { listen } from "../events/index.ts";
import type { App } from "./app.ts";
import { openArchive } from "./archive/open-archive.ts";
import type { ArchiveFaultKind, StorageWaits } from "./archive/storage.ts";
import { type Clock, systemClock } from "./clock.ts";
import type { Config } from "./config.ts";
import { createClient } from "./discord/client.ts";
import { login } from "./discord/login.ts";
import { inviteUrl } from "./discord/permissions.ts";
import { createPublisher } from "./discord/publisher/publisher.ts";
import { Gate } from "./discord/rest/gate.ts";
import { WebhookRest } from "./discord/rest/webhook-rest.ts";
import type { IsOptedOut } from "./forum/withheld.ts";
import { type HttpServer, openHttpServer } from "./http/http-server.ts";
import { english } from "./language/english.ts";
import type { Log } from "./log.ts";
import { openMetrics } from "./metrics.ts";
import { Mirror } from "./mirror/mirror.ts";
import { openIndex } from "./search/open-index.ts";
import type { HttpOptions } from "./sources/http.ts";
import { type SourceKinds, sourceKinds } from "./sources/index.ts";
import { openSources } from "./sources/open-sources.ts";
import type { Source } from "./sources/source.ts";
import { withholdOptedOut } from "./sources/withhold.ts";
import { acquireLease } from "./store/acquire-lease.ts";
import { openStore } from "./store/open-store.ts";

/** How long a stop waits. Anything unfinished by then is settled at the next start. */
const finishWithinMs = 5_000;

/** How long a stop waits for the gateway. */
const disconnectWithinMs = 1_000;

export interface Bot {
  readonly app: App;
  readonly client: Client;
  /** The operator's pages, if they are on. */
  readonly http: HttpServer | undefined;
  /** Aborts if another process takes the database over: this one must then end. */
  readonly lost: AbortSignal;
  /** Finishes the calls under way and closes everything. */
  stop(): Promise<void>;
}

/** How long to wait for a site's answer. */
type SiteTimeouts = Pick<HttpOptions, "timeoutMs" | "idleTimeoutMs">;

export interface StartOptions {
  readonly settleAfterMs: number;
  readonly clock?: Clock;
  readonly siteTimeouts?: SiteTimeouts;
  readonly archiveWaits?: StorageWaits;
  /** The kinds of sites that the bot can read. Default: the built-in ones. */
  readonly kinds?: SourceKinds;
  /** Ends the start at any point. */
  readonly signal?: AbortSignal;
}

/**
 * Builds the bot and connects it. Nothing else constructs its parts.
 * @throws {ConfigError} for faults that an operator can correct
 * @throws the signal's reason if aborted earlier
 */
export async function start(
  config: Config,
  log: Log,
  {
    settleAfterMs,
    clock = systemClock,
    siteTimeouts = {},
    archiveWaits,
    kinds = sourceKinds,
    signal = new AbortController().signal,
  }: StartOptions,
): Promise<Bot> {
  const open = new AsyncDisposableStack();
  try {
    const lease = await acquireLease(config.databaseUrl, clock, log, signal);
    open.defer(() => lease.release());
    const store = await openStore(
      config.databaseUrl,
      (fault, err) => {
        if (fault === undefined) log.info("the database accepts changes again");
        else log.error({ err, fault }, "the database refuses changes; sending nothing until it accepts them");
      },
      clock,
      () => lease.isHeld(),
    );
    open.defer(() => store.close());
    const archive = await openArchive(config.cacheUrl, {
      indexed: { index: openIndex(config), clock },
      onError: (err) => log.warn({ err }, "the search index failed"),
      onFault: (fault, err) => tellArchiveFault(log, fault, err),
      ...(archiveWaits === undefined ? {} : { waits: archiveWaits }),
    });
    open.defer(() => archive.close());
    const metrics = openMetrics();
    const stopping = new AbortController();
    const ungatedSources = openSources(
      config,
      { clock, log, signal: stopping.signal, metrics, originalIds: store.originalIds, ...siteTimeouts },
      kinds,
    );
    const sources = withheldSources(ungatedSources, (author) => store.optOuts.has(author));
    const random = Math.random;
    const { requestsPerSecond } = config.discord;
    const gate = await Gate.open(store, {
      clock,
      random,
      log,
      metrics,
      realClock: systemClock,
      requestsPerSecond,
    });
    const client = createClient(config.discord, gate);
    // discord.js waits forever for a shard that was still identifying.
    open.defer(() => atMost(disconnectWithinMs, client.destroy(), clock));
    const webhookRest = new WebhookRest(config.discord.apiUrl, gate);
    open.defer(() => webhookRest.close());
    const publisher = createPublisher(client, webhookRest);
    const context = { sources, archive, store, publisher, clock, random, log, metrics, language: english };
    const mirror = new Mirror({ ...context, settleAfterMs }, config);
    open.defer(() => atMost(finishWithinMs, mirror.stop(), clock));
    open.defer(() => stopping.abort());
    const app: App = {
      config,
      log,
      metrics,
      clock,
      store,
      archive,
      sources,
      ungatedSources,
      makeCode: () => randomBytes(12).toString("hex"),
      publisher,
      mirror,
      inviteUrl: () => inviteUrl(client.application?.id ?? ""),
      discordState: () => gate.state,
      startedAtMs: clock.now(),
    };
    listen(client, app);
    const http = config.http === undefined ? undefined : await openHttpServer(config.http, app, client);
    open.defer(() => http?.close());
    await login(client, config.discord.token ?? "", { clock, log, signal });
    return { app, client, http, lost: lease.lost, stop: () => open.disposeAsync() };
  } catch (error) {
    await open.disposeAsync();
    throw error;
  }
}

function tellArchiveFault(log: Log, fault: ArchiveFaultKind | undefined, err: unknown): void {
  if (fault === undefined) log.info("the archive answers again");
  else if (fault === "away")
    log.warn({ err }, "the archive (CACHE_URL) does not answer; asking the sites instead until it does");
  else log.warn({ err }, "the archive (CACHE_URL) refuses records; asking the sites for what it lacks");
}

/** Everything except the proof of an opt-out reads the sites through this gate. */
function withheldSources(
  sources: ReadonlyMap<string, Source>,
  isOptedOut: IsOptedOut,
): ReadonlyMap<string, Source> {
  return new Map([...sources].map(([name, source]) => [name, withholdOptedOut(source, isOptedOut)]));
}

async function atMost(ms: number, work: Promise<void>, clock: Clock): Promise<void> {
  const ended = new AbortController();
  await Promise.race([work.finally(() => ended.abort()), clock.sleep(ms, ended.signal)]);
}
