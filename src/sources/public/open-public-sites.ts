import type { OriginalIds } from "../../forum/original-ids.ts";
import type { Site } from "../../forum/site.ts";
import type { AllSourcesOptions } from "../all-sources-options.ts";
import { type SourceKinds, sourceKinds } from "../index.ts";
import { type OpenOptions, openSource, userAgentOf } from "../open-sources.ts";
import { Pace } from "../pace.ts";
import type { Source } from "../source.ts";
import { withholdOptedOut } from "../withhold.ts";
import { openPublicFetch } from "./public-fetch.ts";
import { onSite, publicSite } from "./public-site.ts";
import { PublicSites } from "./public-sites.ts";
import { recogniseSite } from "./recognise-site.ts";
import type { SiteStore } from "./site-store.ts";

type Settings = AllSourcesOptions["config"];

interface Maps {
  readonly sources: Map<string, Source>;
  readonly ungatedSources: Map<string, Source>;
}

/** Opens the sites that members chose, for programs beside the bot. */
export async function openKeptSites(
  config: Settings,
  { publicSites, originalIds }: { readonly publicSites: SiteStore; readonly originalIds: OriginalIds },
): Promise<readonly (readonly [name: string, source: Source])[]> {
  const fetch = openPublicFetch();
  const kept = (await publicSites.all()).filter(({ kind }) => config.publicKinds.includes(kind));
  return kept.map(({ kind, url }) => {
    const site = publicSite(kind, url);
    return [site.name, openPublic(site, config, { originalIds, fetch })];
  });
}

function openPublic(
  site: Site,
  config: Settings,
  options: OpenOptions,
  kinds: SourceKinds = sourceKinds,
): Source {
  const source = openSource(site, config, options, kinds);
  return { ...source, parseUrl: (url) => source.parseUrl(onSite(site, url)) };
}

/** Puts the sites that members chose, and choose from now on, among the sources. */
export async function openPublicSites({
  config,
  openOptions,
  publicFetch: fetch,
  ...parts
}: AllSourcesOptions & Maps): Promise<PublicSites> {
  const { clock, log, signal } = openOptions;
  const allowed = Object.entries(parts.kinds).filter(([kind]) => config.publicKinds.includes(kind));
  const kinds = Object.fromEntries(allowed);
  const pace = new Pace(config.siteRequestsPerMinute, clock, async () => {});
  const turn = () => pace.turn({ priority: "member", signal });
  const userAgent = userAgentOf(config);
  const publicSites = new PublicSites({
    ...parts,
    kinds,
    log,
    recognise: (address) => recogniseSite(address, { kinds, fetch, userAgent, clock, turn, signal }),
    open(site) {
      const ungated = openPublic(site, config, { ...openOptions, fetch }, kinds);
      return { ungated, gated: withholdOptedOut(ungated, parts.isOptedOut) };
    },
  });
  await publicSites.start({ clock, signal });
  return publicSites;
}
