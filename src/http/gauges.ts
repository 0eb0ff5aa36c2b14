import type { Client } from "discord.js";
import { Gauge } from "prom-client";
import type { App } from "../app.ts";
import { shardsAway } from "../discord/sharding.ts";

/** Adds the metrics that are looked up whenever Prometheus asks: backlogs, follows, ages of polls, shards. */
export function addGauges(app: App, client: Client): void {
  const { sources, store, clock } = app;
  const sites = [...sources.values()];
  const registers = [app.metrics.registry];
  const labelNames = ["site"] as const;
  new Gauge({
    name: "commonplace_backlog_messages",
    help: "Messages waiting to be sent or changed.",
    labelNames,
    registers,
    async collect() {
      for (const { site } of sites)
        this.set({ site: site.name }, (await store.tallies.backlog(site.name)).messages);
    },
  });
  new Gauge({
    name: "commonplace_backlog_age_seconds",
    help: "How long the oldest of the waiting messages has waited.",
    labelNames,
    registers,
    async collect() {
      for (const { site } of sites) {
        const { oldestAtMs } = await store.tallies.backlog(site.name);
        this.set({ site: site.name }, oldestAtMs === undefined ? 0 : secondsSince(oldestAtMs, clock.now()));
      }
    },
  });
  new Gauge({
    name: "commonplace_poll_age_seconds",
    help: "Time since a site's last successful poll. Absent for a site that nobody follows.",
    labelNames,
    registers,
    async collect() {
      this.reset();
      for (const { site } of sites) {
        const cursor = await store.cursors.get(site.name);
        if (cursor !== undefined) this.set({ site: site.name }, secondsSince(cursor.polledAtMs, clock.now()));
      }
    },
  });
  new Gauge({
    name: "commonplace_follows",
    help: "Follows by site and state.",
    labelNames: ["site", "state"] as const,
    registers,
    async collect() {
      this.reset();
      for (const { site, state, count } of await store.tallies.follows()) this.set({ site, state }, count);
    },
  });
  new Gauge({
    name: "commonplace_sweeps_due",
    help: "Threads that are due to be read and still waiting.",
    labelNames,
    registers,
    async collect() {
      for (const { site } of sites) this.set({ site: site.name }, await app.mirror.sweepsDue(site.name));
    },
  });
  new Gauge({
    name: "commonplace_shards_away",
    help: "Gateway shards that are not connected.",
    registers,
    collect() {
      this.set(shardsAway(client));
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

function secondsSince(momentMs: number, nowMs: number): number {
  return Math.max(0, nowMs - momentMs) / 1000;
}
