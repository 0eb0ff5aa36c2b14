import { longestSiteName, type Site } from "./site.ts";

/** The facts of a public site that must be kept. */
export type KeptSite = Pick<Site, "name" | "kind" | "url">;

/** Names of public sites begin like this, and go on with hexadecimal digits. */
export const publicPrefix = "p-";

/** Returns whether a site's name is that of a public one, which members chose. No name in a configuration looks like it. */
export function isPublicName(name: string): boolean {
  return name.length === longestSiteName && /^p-[0-9a-f]+$/.test(name);
}

/** Returns the label of a site in metrics. Those that members chose share one: there may be thousands, and their names are the members' choice. */
export function siteLabel(name: string): string {
  return isPublicName(name) ? "public" : name;
}

/** The most public sites that one server may follow. */
export const mostPublicSites = 5;

/** Stands for all public sites in the choice of sites that a server allows. No site has this name. */
export const anyPublicSite = "*";

/** Returns the choice that allows a site. */
export function choiceOf({ name, isPublic = false }: Site): string {
  return isPublic ? anyPublicSite : name;
}
