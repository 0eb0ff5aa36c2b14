import { Gauge, type LabelValues } from "prom-client";
import type { App } from "../app.ts";
import { siteLabel } from "../forum/public-site.ts";
import { readiness } from "./readiness.ts";

/** Adds the metrics that are looked up whenever Prometheus asks: backlogs, follows, ages of polls, the archive, shards. */
export function addGauges(app: App): void {
  const { sources, store, clock } = app;
  const ofSites = (read: ReadSite, join: Join) =>
    ofEach(
      [...sources.values()].map(({ site }) => site.name),
      read,
      join,
    );
  const registers = [app.metrics.registry];
  addStored(app, {
    name: "commonplace_backlog_messages",
    help: "Messages waiting to be sent or changed.",
    labelNames: ["site"],
    read: () => ofSites(async (site) => (await store.tallies.backlog(site)).messages, sum),
  });
  addStored(app, {
    name: "commonplace_backlog_age_seconds",
    help: "How long the oldest of the waiting messages has waited.",
    labelNames: ["site"],
    read: () =>
      ofSites(async (site) => {
        const { oldestAtMs } = await store.tallies.backlog(site);
        return oldestAtMs === undefined ? 0 : secondsSince(oldestAtMs, clock.now());
      }, Math.max),
  });
  addStored(app, {
    name: "commonplace_poll_age_seconds",
    help: "Time since a site's last successful poll. Absent for a site that nobody follows.",
    labelNames: ["site"],
    read: () =>
      ofSites(async (site) => {
        const cursor = await store.cursors.get(site);
        return cursor && secondsSince(cursor.polledAtMs, clock.now());
      }, Math.max),
  });
  addStored(app, {
    name: "commonplace_follows",
    help: "Follows by site and state.",
    labelNames: ["site", "state"],
    async read() {
      const counts = await store.tallies.follows();
      const alike = Map.groupBy(counts, ({ site, state }) => `${siteLabel(site)} ${state}`).values();
      return [...alike].map((rows) => ({
        labels: { site: siteLabel(rows[0]?.site ?? ""), state: rows[0]?.state ?? "" },
        value: rows.reduce((total, { count }) => total + count, 0),
      }));
    },
  });
  addStored(app, {
    name: "commonplace_sweeps_due",
    help: "Threads that are due to be read and still waiting.",
    labelNames: ["site"],
    read: () => ofSites((site) => app.mirror.sweepsDue(site), sum),
  });
  new Gauge({
    name: "commonplace_ready",
    help: "1 if the bot has what it needs, by need: the database accepts changes, the gateway is connected.",
    labelNames: ["need"] as const,
    registers,
    async collect() {
      for (const { name, isMet } of await readiness(app)) this.set({ need: name }, isMet ? 1 : 0);
    },
  });
  new Gauge({
    name: "commonplace_units",
    help: "Units of work by holder: this process, another one, or nobody.",
    labelNames: ["holder"] as const,
    registers,
    collect() {
      const counts = { this: 0, other: 0, nobody: 0 };
      for (const { holding } of app.units().units)
        counts[holding === undefined ? "nobody" : holding.isMine ? "this" : "other"] += 1;
      for (const [holder, count] of Object.entries(counts)) this.set({ holder }, count);
    },
  });
  new Gauge({
    name: "commonplace_archive_working",
    help: "1 if the archive returns and takes records. Without it, the bot asks the sites.",
    registers,
    collect() {
      this.set(app.archive.fault() === undefined ? 1 : 0);
    },
  });
  new Gauge({
    name: "commonplace_shards_away",
    help: "Gateway shards that are not connected.",
    registers,
    collect() {
      this.set(app.discordState().shards.away);
    },
  });
  new Gauge({
    name: "commonplace_invalid_requests",
    help: "Requests that Discord refused in the last ten minutes and that count toward a ban.",
    registers,
    collect() {
      this.set(app.discordState().invalidRequests);
    },
  });
}

interface Sample<Label extends string> {
  readonly labels: LabelValues<Label>;
  readonly value: number;
}

interface Stored<Label extends string> {
  readonly name: string;
  readonly help: string;
  readonly labelNames: readonly Label[];
  readonly read: () => Promise<readonly Sample<Label>[]>;
}

/** Adds a gauge of what the database holds. While the database is lost, the gauge is absent and the other metrics are still there. */
function addStored<Label extends string>(
  { metrics, store }: App,
  { name, help, labelNames, read }: Stored<Label>,
): void {
  new Gauge({
    name,
    help,
    labelNames,
    registers: [metrics.registry],
    async collect() {
      const samples = await read().catch((error: unknown) => {
        if (store.faultOf(error) === undefined) throw error;
        return [];
      });
      // All at once, because scrapes may overlap.
      this.reset();
      for (const { labels, value } of samples) this.set(labels, value);
    },
  });
}

type ReadSite = (site: string) => Promise<number | undefined>;
/** Makes one value of two, for sites that share a label. */
type Join = (one: number, other: number) => number;

const sum: Join = (one, other) => one + other;

/** Reads a value of each site; `undefined` leaves a site out. */
async function ofEach(
  sites: readonly string[],
  read: ReadSite,
  join: Join,
): Promise<readonly Sample<"site">[]> {
  const values = new Map<string, number>();
  for (const name of sites) {
    const value = await read(name);
    const label = siteLabel(name);
    const known = values.get(label);
    if (value !== undefined) values.set(label, known === undefined ? value : join(known, value));
  }
  return [...values].map(([site, value]) => ({ labels: { site }, value }));
}

function secondsSince(momentMs: number, nowMs: number): number {
  return Math.max(0, nowMs - momentMs) / 1000;
}
