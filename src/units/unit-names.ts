/** The tasks that one process does for all: deployment of commands, purges, opt-outs. */
export const singletons = "singletons";

/** A connection to Discord's gateway, with the events, deliveries and webhooks of its servers. */
export function shardUnit(shard: number, shards: number): string {
  return `shard ${shard}/${shards}`;
}

/** The polls and sweeps of a site's database. */
export function siteUnit(name: string): string {
  return `site ${name}`;
}

/** The polls and sweeps of a group of sites that members chose. */
export function publicUnit(group: number): string {
  return `public ${group}`;
}

/** Returns the kind of a unit. Units of one kind are shared out evenly among the processes. */
export function kindOf(unit: string): string {
  return unit.split(" ", 1)[0] ?? unit;
}
