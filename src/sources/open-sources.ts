import type { Config } from "../config.ts";
import type { Site } from "../forum/site.ts";
import { version } from "../version.ts";
import { type SourceKinds, sourceKinds } from "./index.ts";
import type { Source } from "./source.ts";
import type { SourceOptions } from "./source-options.ts";

/** The settings that every source needs. */
export type SourceSettings = Pick<Config, "contact" | "siteRequestsPerMinute">;

/** Options of one source, apart from those that follow from the settings. */
export type OpenOptions = Omit<SourceOptions, "userAgent" | "requestsPerMinute">;

/** Names the bot to a site, with the way to reach its operator. */
export function userAgentOf(config: Pick<Config, "contact">): string {
  const contact = config.contact === undefined ? "" : `; ${config.contact}`;
  return `Commonplace/${version} (Discord mirror of forum comments${contact})`;
}

/**
 * Opens the source of one site.
 * @throws {RangeError} for an unknown kind of site, which cannot happen because the configuration is checked first
 */
export function openSource(
  site: Site,
  config: SourceSettings,
  options: OpenOptions,
  kinds: SourceKinds = sourceKinds,
): Source {
  const kind = kinds[site.kind];
  if (kind === undefined) throw new RangeError(`no kind of site is called ${site.kind}`);
  return kind.open(site, {
    ...options,
    userAgent: userAgentOf(config),
    requestsPerMinute: config.siteRequestsPerMinute,
  });
}

/**
 * Opens a source for each configured site and returns them by name, in the order of the configuration.
 * @throws {RangeError} for an unknown kind of site, which cannot happen because the configuration is checked first
 */
export function openSources(
  config: SourceSettings & Pick<Config, "sites">,
  options: OpenOptions,
  kinds: SourceKinds = sourceKinds,
): Map<string, Source> {
  return new Map(config.sites.map((site) => [site.name, openSource(site, config, options, kinds)]));
}
