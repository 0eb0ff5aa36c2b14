import { commands } from "../commands/index.ts";
import type { App } from "./app.ts";
import { atMost } from "./at-most.ts";
import { deployPatiently } from "./discord/deploy-commands.ts";
import type { Gateway } from "./discord/gateway/gateway.ts";
import type { Servers } from "./mirror/servers.ts";
import { chosenByOperator } from "./sources/public/chosen-by.ts";
import { groupCount, groupOf } from "./sources/public/groups.ts";
import type { Held } from "./units/held.ts";
import { kindOf, publicUnit, shardUnit, singletons, siteUnit } from "./units/unit-names.ts";
import type { EndWork, TakeUnit } from "./units/work.ts";

/** How long the deployment of commands waits for a connection. */
const connectWithinMs = 10_000;

/** How often to check whether another process has taken a shard. */
const lookMs = 1_000;

interface Parts {
  readonly app: App;
  readonly gateway: Gateway;
  readonly servers: Servers;
}

/** Lists the units of work of all processes: the shards, the databases of sites, and the tasks that only one process does. */
export function unitsOf(app: App, shardCount: number): readonly string[] {
  const shards = Array.from({ length: shardCount }, (_, shard) => shardUnit(shard, shardCount));
  const groups = app.publicSites.kinds.length === 0 ? 0 : groupCount;
  const publicUnits = Array.from({ length: groups }, (_, group) => publicUnit(group));
  return [singletons, ...databasesOf(app).map(siteUnit), ...publicUnits, ...shards];
}

/** Begins the work of each kind of unit, and ends it. */
export function workOf(parts: Parts): TakeUnit {
  return async (held, signal) => {
    const kind = kindOf(held.unit);
    const name = held.unit.slice(kind.length + 1);
    if (kind === "site") return await readSites(parts, name);
    if (kind === "public") return readPublicSites(parts, Number(name));
    if (kind === "shard") return connectShard(parts, Number.parseInt(name, 10), held);
    return lead(parts, signal);
  };
}

function databasesOf({ sources }: App): readonly string[] {
  return [...new Set(chosenByOperator(sources).map(({ site }) => site.database))];
}

/** Reads a group of the sites that members chose. Each has a pace and a budget of its own. */
function readPublicSites({ app }: Parts, group: number): EndWork {
  return app.publicSites.read(
    (name) => groupOf(name) === group,
    ({ name }) => app.mirror.readSite(name),
  );
}

/** Reads the sites that share a database: their pace and budget are one. */
async function readSites({ app }: Parts, database: string): Promise<EndWork> {
  const sites = [...app.sources.values()].filter(({ site }) => site.database === database);
  const ends = await Promise.all(sites.map(({ site }) => app.mirror.readSite(site.name)));
  return async () => {
    await Promise.all(ends.map((end) => end()));
  };
}

/** Connects a shard. The mirror begins to write to its servers once it is ready. */
function connectShard(parts: Parts, shard: number, held: Held): EndWork {
  const { app, gateway, servers } = parts;
  servers.take(shard, held);
  // The connection may have been kept while the database was away.
  if (gateway.has(shard)) void app.mirror.writeShard(shard);
  else gateway.openShard(shard);
  return async () => {
    await app.mirror.leaveShard(shard);
    const isDatabaseAway = held.lost.aborted && app.units().processes.length <= 1;
    if (isDatabaseAway) void keepUntilTaken(parts, shard, held.unit);
    else await gateway.closeShard(shard);
  };
}

/**
 * Keeps a shard connected while the database is away and this process, the only one, has lost its leases: members still get an answer
 * that says so, and the shard need not identify again. If another process takes the shard after all, the connection is closed.
 */
async function keepUntilTaken({ app, gateway, servers }: Parts, shard: number, unit: string): Promise<void> {
  while (gateway.has(shard) && !servers.has(shard)) {
    const holding = app.units().units.find((one) => one.unit === unit)?.holding;
    if (holding !== undefined && !holding.isMine) return await gateway.closeShard(shard);
    await app.clock.sleep(lookMs);
  }
}

function lead({ app, gateway }: Parts, signal: AbortSignal): EndWork {
  const { clock, log } = app;
  const { rest, applicationId } = gateway;
  const guildId = app.config.discord.developmentGuildId;
  const deploy = async () => {
    // Commands that nobody answers yet would only confuse people. But another process may have all shards.
    await atMost(connectWithinMs, gateway.ready, clock);
    await deployPatiently({ rest, applicationId, commands, guildId }, { clock, log, signal });
  };
  void deploy();
  return app.mirror.lead();
}
