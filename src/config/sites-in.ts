import type { z } from "zod";
import { longestSiteName, type Site } from "../forum/site.ts";

/** The kinds of sites by name, each with the sites that need no address. */
export type SiteKinds = Readonly<Record<string, SiteKind>>;

interface SiteKind {
  readonly sites: readonly Site[];
  /** True if an address may end with a query. */
  readonly takesQuery?: boolean;
  /** True if a site may have a second address. */
  readonly takesSecondAddress?: boolean;
}

/**
 * Reads a web address to which paths can be added: it has no slash at the end. Returns `undefined` for one with a login, a fragment
 * or a query, unless it may have one.
 */
export function baseAddress(text: string, { takesQuery = false } = {}): string | undefined {
  const url = URL.parse(text);
  if (url === null || !["http:", "https:"].includes(url.protocol)) return undefined;
  if (url.username + url.password + url.hash !== "" || (url.search !== "" && !takesQuery)) return undefined;
  return (url.origin + url.pathname).replace(/\/+$/, "") + url.search;
}

/** Separates the two addresses of a site that has two. */
const betweenAddresses = /\+(?=https?:)/;

/**
 * Makes a parser for a list of `name`, `name=url` (a known site at another address) or `name=kind+url` (another site of a known
 * kind). `name=url+url` gives both addresses of a known site that has two; a single one stands for both. `name=kind+url+url` gives
 * both addresses of a site of a kind whose sites may have two.
 */
export function sitesIn(kinds: SiteKinds) {
  return (text: string, context: z.RefinementCtx) => readSites(text, context, kinds);
}

function readSites(text: string, context: z.RefinementCtx, kinds: SiteKinds): readonly Site[] {
  const sites: Site[] = [];
  const entries = text
    .split(",")
    .map((entry) => entry.trim())
    .filter((entry) => entry !== "");
  for (const entry of entries) {
    const site = readSite(entry, kinds);
    if (typeof site === "string") context.addIssue(site);
    else if (sites.some((other) => other.name === site.name))
      context.addIssue(`"${site.name}" is named twice; remove one of them`);
    else sites.push(site);
  }
  if (entries.length === 0) context.addIssue("names no site; try lesswrong,alignmentforum,eaforum");
  return sites;
}

function readSite(entry: string, kinds: SiteKinds): Site | string {
  const [, name = "", kind, address] = /^([a-z0-9-]+)(?:=(?:([a-z]+)\+)?(\S+))?$/.exec(entry) ?? [];
  if (name === "") return `"${entry}" must be name, name=url or name=kind+url`;
  if (name.length > longestSiteName)
    return `"${name}" is too long: a name has at most ${longestSiteName} characters`;
  // A record holds a number for each site in an object whose keys are the sites' names.
  if (name in {}) return `"${name}" cannot name a site: JavaScript reserves it; choose another name`;
  const named = kind !== undefined && Object.hasOwn(kinds, kind) ? kinds[kind] : undefined;
  const takesQuery = named?.takesQuery === true;
  const mayHaveTwo = kind === undefined || named?.takesSecondAddress === true;
  const given = address === undefined ? [] : mayHaveTwo ? address.split(betweenAddresses) : [address];
  const addresses = given.map((each) => baseAddress(each, { takesQuery }));
  const [url, secondUrl, ...more] = addresses;
  // The message does not repeat the address, which may contain a password.
  if (addresses.includes(undefined)) {
    const example = `${name}=${kind === undefined ? "" : `${kind}+`}https://example.org/forum`;
    const lacking = takesQuery ? "login or #" : "login, ? or #";
    return `"${name}" needs an http:// or https:// address without ${lacking}, such as ${example}`;
  }
  const knownSites = Object.values(kinds).flatMap(({ sites }) => sites);
  const known = knownSites.find((site) => site.name === name);
  if (kind !== undefined && url !== undefined) {
    if (named === undefined)
      return `"${name}": no kind of site is called ${kind}; there are ${Object.keys(kinds).join(", ")}`;
    if (more.length > 0) return `"${name}" takes one or two addresses`;
    const second = secondUrl === undefined ? {} : { secondApiUrl: secondUrl };
    return { name, kind, title: name, database: name, url, apiUrl: url, ...second };
  }
  if (known === undefined) {
    const names = knownSites.map((site) => site.name).join(", ");
    return `"${name}" is not a known site (${names}). For another site, write ${name}=kind+https://…; the kinds are ${Object.keys(kinds).join(", ")}`;
  }
  if (url === undefined) return known;
  if (known.secondApiUrl === undefined)
    return secondUrl === undefined ? { ...known, apiUrl: url } : `"${name}" takes one address`;
  if (more.length > 0) return `"${name}" takes one or two addresses`;
  return { ...known, apiUrl: url, secondApiUrl: secondUrl ?? url };
}
