import { randomBytes } from "node:crypto";
import { listen } from "../events/index.ts";
import type { App } from "./app.ts";
import { openArchive } from "./archive/open-archive.ts";
import type { StorageWaits } from "./archive/storage.ts";
import { atMost } from "./at-most.ts";
import { type Clock, systemClock } from "./clock.ts";
import type { Config } from "./config.ts";
import { Gateway } from "./discord/gateway/gateway.ts";
import { inviteUrl } from "./discord/permissions.ts";
import { createPublisher } from "./discord/publisher/publisher.ts";
import { Gate } from "./discord/rest/gate.ts";
import { WebhookRest } from "./discord/rest/webhook-rest.ts";
import { type HttpServer, openHttpServer } from "./http/http-server.ts";
import { english } from "./language/english.ts";
import type { Log } from "./log.ts";
import { openMetrics } from "./metrics.ts";
import { Mirror } from "./mirror/mirror.ts";
import { Servers } from "./mirror/servers.ts";
import { News } from "./news/news.ts";
import { openIndex } from "./search/open-index.ts";
import type { Fetch } from "./sources/fetch.ts";
import type { HttpOptions } from "./sources/http-options.ts";
import { type SourceKinds, sourceKinds } from "./sources/index.ts";
import { openAllSources } from "./sources/open-all-sources.ts";
import { openPublicFetch } from "./sources/public/public-fetch.ts";
import { openLeases } from "./store/leases/open-leases.ts";
import { openStore } from "./store/open-store.ts";
import { tellArchiveFault, tellStoreFault } from "./tell-faults.ts";
import { unitsOf, workOf } from "./unit-work.ts";
import { SharedLimits } from "./units/shared-limits.ts";
import { Units } from "./units/units.ts";
import { requireHeld } from "./units/while-held.ts";

/** How long a stop waits. Anything unfinished by then is settled at the next start. */
const finishWithinMs = 5_000;

export interface Bot {
  readonly app: App;
  readonly gateway: Gateway;
  /** The operator's pages, if they are on. */
  readonly http: HttpServer | undefined;
  /** Resolves when the first shard of this process is ready. Other processes may have all shards. */
  readonly ready: Promise<void>;
  /** Aborts if the other processes have agreed on another number of shards: this one must then restart. */
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
  /** Reaches the sites that members choose. Default: only public hosts. */
  readonly publicFetch?: Fetch;
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
    publicFetch = openPublicFetch(),
    signal = new AbortController().signal,
  }: StartOptions,
): Promise<Bot> {
  const open = new AsyncDisposableStack();
  try {
    const leases = await openLeases(config.databaseUrl, { clock, log, signal });
    open.defer(() => leases.close());
    const store = await openStore(
      config.databaseUrl,
      (fault, err) => tellStoreFault(log, fault, err),
      clock,
      requireHeld,
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
    const random = Math.random;
    let units: Units | undefined;
    const limits = new SharedLimits({
      leases,
      clock,
      random,
      log,
      signal: stopping.signal,
      processes: () => units?.processes() ?? 1,
    });
    const { originalIds, requestCounts } = store;
    const claimTurn = limits.siteTurn.bind(limits);
    const news = new News(config.databaseUrl, { clock, random });
    open.defer(() => news.close());
    const { signal: ended } = stopping;
    const allSources = await openAllSources({
      ...{ config, kinds, publicFetch, news },
      openOptions: {
        clock,
        log,
        signal: ended,
        metrics,
        originalIds,
        requestCounts,
        claimTurn,
        ...siteTimeouts,
      },
      kept: store.publicSites,
      isOptedOut: (author) => store.optOuts.has(author),
    });
    const { sources } = allSources;
    const gate = await Gate.open(store, {
      clock,
      random,
      log,
      metrics,
      realClock: systemClock,
      requestsPerSecond: {
        token: () => limits.shareOf(config.discord.requestsPerSecond.token),
        address: () => limits.shareOf(config.discord.requestsPerSecond.address),
      },
    });
    const servers = new Servers(clock);
    const gateway = new Gateway({
      apiUrl: config.discord.apiUrl,
      token: config.discord.token ?? "",
      gate,
      clock,
      log,
      identifySlot: limits.identifySlot.bind(limits),
      listen: (client) => listen(client, app),
    });
    open.defer(() => gateway.close());
    const webhookRest = new WebhookRest(config.discord.apiUrl, gate);
    open.defer(() => webhookRest.close());
    const publisher = createPublisher(gateway, webhookRest);
    const context = { sources, archive, store, publisher, servers, clock, random, log, metrics };
    const mirror = new Mirror({ ...context, language: english, settleAfterMs }, { ...config, news });
    open.defer(async () => {
      stopping.abort();
      // Handing over waits for the calls under way, as the mirror does.
      const stopped = Promise.resolve(units?.stop()).then(() => mirror.stop());
      await atMost(finishWithinMs, stopped, clock);
    });
    const app: App = {
      config,
      log,
      metrics,
      clock,
      store,
      archive,
      ...allSources,
      makeCode: () => randomBytes(12).toString("hex"),
      publisher,
      mirror,
      inviteUrl: () => inviteUrl(gateway.applicationId),
      discordState: () => ({ ...gate.state, shards: gateway.state }),
      units: () => units?.snapshot() ?? { processes: [], units: [] },
      startedAtMs: clock.now(),
    };
    mirror.start();
    const http = config.http === undefined ? undefined : await openHttpServer(config.http, app);
    open.defer(() => http?.close());
    const { shards } = await gateway.introduce({ clock, log, signal });
    const wanted = config.discord.shards;
    const count = await leases.agreeOnShards(wanted ?? shards);
    if (wanted !== undefined && wanted !== count)
      log.warn(
        { wanted, shards: count },
        "SHARD_COUNT has no effect: the other processes use another number; to change it, stop all processes first",
      );
    gateway.useShards(count);
    servers.useShards(count);
    units = new Units({ leases, news, clock, random, log, take: workOf({ app, gateway, servers }) });
    units.start(unitsOf(app, count));
    return {
      app,
      gateway,
      http,
      ready: gateway.ready,
      lost: units.outdated,
      stop: () => open.disposeAsync(),
    };
  } catch (error) {
    await open.disposeAsync();
    throw error;
  }
}
