import { Counter, collectDefaultMetrics, Histogram, Registry } from "prom-client";

/** Everything that the process counts, for Prometheus. No label holds an id or a text that people wrote. */
export interface Metrics {
  readonly registry: Registry;
  /** Requests to Discord that left, by route and HTTP status; `none` if no answer came. */
  readonly discordRequests: Counter<"route" | "status">;
  /** Attempts to ask a site, by outcome: `ok` or the kind of the fault. */
  readonly siteRequests: Counter<"site" | "outcome">;
  /** Messages that Discord has confirmed. */
  readonly messagesSent: Counter;
  /** Seconds from a comment's publication to its first message, for comments written after their follow began. */
  readonly commentDelay: Histogram;
}

const minute = 60;
const hour = 60 * minute;

export function openMetrics(): Metrics {
  const registry = new Registry();
  const registers = [registry];
  return {
    registry,
    discordRequests: new Counter({
      name: "commonplace_discord_requests_total",
      help: "Requests to Discord that left, by route and HTTP status.",
      labelNames: ["route", "status"],
      registers,
    }),
    siteRequests: new Counter({
      name: "commonplace_site_requests_total",
      help: "Attempts to ask a site, by outcome.",
      labelNames: ["site", "outcome"],
      registers,
    }),
    messagesSent: new Counter({
      name: "commonplace_messages_sent_total",
      help: "Messages with parts of comments that Discord has confirmed.",
      registers,
    }),
    commentDelay: new Histogram({
      name: "commonplace_comment_delay_seconds",
      help: "Time from a comment's publication to its first message, for comments written after their follow began.",
      buckets: [5, 15, 30, minute, 2 * minute, 5 * minute, 15 * minute, hour, 6 * hour, 24 * hour],
      registers,
    }),
  };
}

/** Adds Node's own metrics: memory, event loop, garbage collection. Costs a timer, so only those who serve them should. */
export function addProcessMetrics({ registry }: Metrics): void {
  collectDefaultMetrics({ register: registry });
}
