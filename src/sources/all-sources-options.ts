import type { Clock } from "../clock.ts";
import type { Config } from "../config.ts";
import type { IsOptedOut } from "../forum/withheld.ts";
import type { Log } from "../log.ts";
import type { Fetch } from "./fetch.ts";
import type { SourceKinds } from "./index.ts";
import type { OpenOptions } from "./open-sources.ts";
import type { SiteNews, SiteStore } from "./public/site-store.ts";

export interface AllSourcesOptions {
  readonly config: Pick<Config, "sites" | "publicKinds" | "contact" | "siteRequestsPerMinute">;
  readonly kinds: SourceKinds;
  readonly openOptions: OpenOptions & {
    readonly clock: Clock;
    readonly log: Log;
    readonly signal: AbortSignal;
  };
  readonly kept: SiteStore;
  /** Reaches only public hosts. */
  readonly publicFetch: Fetch;
  readonly isOptedOut: IsOptedOut;
  readonly news: SiteNews;
}
