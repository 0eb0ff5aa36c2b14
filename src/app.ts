import type { Archive } from "./archive/open-archive.ts";
import type { Clock } from "./clock.ts";
import type { Config } from "./config.ts";
import type { Log } from "./log.ts";
import type { Metrics } from "./metrics.ts";
import type { DiscordState } from "./mirror/discord-state.ts";
import type { Mirror } from "./mirror/mirror.ts";
import type { Publisher } from "./mirror/publisher.ts";
import type { PublicSites } from "./sources/public/public-sites.ts";
import type { Source } from "./sources/source.ts";
import type { Store } from "./store/open-store.ts";
import type { UnitsSnapshot } from "./units/snapshot.ts";

/** Everything that commands and events are given. Only main.ts builds one. */
export interface App {
  readonly config: Config;
  readonly log: Log;
  readonly metrics: Metrics;
  readonly clock: Clock;
  readonly store: Store;
  readonly archive: Archive;
  /** Keyed by site name, in the order of the configuration. */
  readonly sources: ReadonlyMap<string, Source>;
  /** Sources without the gate for authors who opted out. Only the opt-outs themselves use them. */
  readonly ungatedSources: ReadonlyMap<string, Source>;
  /** Sites that members chose; they come after the others in both maps. */
  readonly publicSites: PublicSites;
  /** Makes unguessable text of 24 letters and digits. */
  readonly makeCode: () => string;
  readonly publisher: Publisher;
  readonly mirror: Mirror;
  /** Address that adds the bot to a server with exactly the permissions it needs. */
  readonly inviteUrl: () => string;
  readonly discordState: () => DiscordState;
  /** Which process does which part of the work. */
  readonly units: () => UnitsSnapshot;
  readonly startedAtMs: number;
}
