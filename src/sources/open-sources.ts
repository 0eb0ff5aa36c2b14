import type { Config } from "../config.ts";
import { version } from "../version.ts";
import { type SourceKinds, sourceKinds } from "./index.ts";
import type { Source } from "./source.ts";
import type { SourceOptions } from "./source-options.ts";

/**
 * Opens a source for each configured site and returns them by name, in the order of the configuration.
 * @throws {RangeError} for an unknown kind of site, which cannot happen because the configuration is checked first
 */
export function openSources(
  config: Pick<Config, "sites" | "contact" | "siteRequestsPerMinute">,
  options: Omit<SourceOptions, "userAgent" | "requestsPerMinute">,
  kinds: SourceKinds = sourceKinds,
): ReadonlyMap<string, Source> {
  const contact = config.contact === undefined ? "" : `; ${config.contact}`;
  const userAgent = `Commonplace/${version} (Discord mirror of forum comments${contact})`;
  const requestsPerMinute = config.siteRequestsPerMinute;
  return new Map(
    config.sites.map((site) => {
      const kind = kinds[site.kind];
      if (kind === undefined) throw new RangeError(`no kind of site is called ${site.kind}`);
      return [site.name, kind.open(site, { ...options, userAgent, requestsPerMinute })];
    }),
  );
}
