import type { AllSourcesOptions } from "./all-sources-options.ts";
import { openSources } from "./open-sources.ts";
import { openPublicSites } from "./public/open-public-sites.ts";
import type { PublicSites } from "./public/public-sites.ts";
import type { Source } from "./source.ts";
import { withholdEverywhere } from "./withhold.ts";

/** Everything that the bot can read. */
export interface AllSources {
  /** By site: the operator's, in the order of the configuration, and then those that members chose. */
  readonly sources: ReadonlyMap<string, Source>;
  /** Without the gate for authors who opted out. */
  readonly ungatedSources: ReadonlyMap<string, Source>;
  readonly publicSites: PublicSites;
}

/** Opens the sites of the configuration, and those that members chose, now and later. */
export async function openAllSources(options: AllSourcesOptions): Promise<AllSources> {
  const ungatedSources = openSources(options.config, options.openOptions, options.kinds);
  const sources = withholdEverywhere(ungatedSources, options.isOptedOut);
  const publicSites = await openPublicSites({ ...options, sources, ungatedSources });
  return { sources, ungatedSources, publicSites };
}
