import type { Config } from "../config.ts";
import { version } from "../version.ts";
import type { HttpOptions } from "./http.ts";
import { openSource } from "./index.ts";
import type { Source } from "./source.ts";

/** The configured sites by their names, in the order of the configuration. */
export function openSources(
  config: Pick<Config, "sites" | "contact" | "siteRequestsPerMinute">,
  options: Omit<HttpOptions, "userAgent" | "requestsPerMinute">,
): ReadonlyMap<string, Source> {
  const contact = config.contact === undefined ? "" : `; ${config.contact}`;
  const userAgent = `Commonplace/${version} (Discord mirror of forum comments${contact})`;
  const requestsPerMinute = config.siteRequestsPerMinute;
  return new Map(
    config.sites.map((site) => [site.name, openSource(site, { ...options, userAgent, requestsPerMinute })]),
  );
}
