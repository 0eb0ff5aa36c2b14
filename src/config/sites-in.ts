import type { z } from "zod";
import { isPublicName } from "../forum/public-site.ts";
import { longestSiteName, type Site } from "../forum/site.ts";

/** The kinds of sites by name, each with the sites that need no address. */
export type SiteKinds = Readonly<Record<string, SiteKind>>;

interface SiteKind {
  readonly sites: readonly Site[];
  /** True if an address may end with a query. */
  readonly takesQuery?: boolean;
  /** True if a site may have a second address. */
  readonly takesSecondAddress?: boolean;
  /** Present if a site of this kind can be recognised by a page of it. */
  readonly recognise?: unknown;
}

/**
 * Reads a web address to which paths can be added: it has no slash at the end. Returns `undefined` for one with a login, a fragment
 * or a query, unless it may have one.
 */
export function baseAddress(text: string, { takesQuery = false } = {}): string | undefined {
  const url = URL.parse(text);
  if (url === null || !["http:", "https:"].includes(url.protocol)) return undefined;
  // No host has a plus sign; two addresses that nobody took apart look as if one had.
  if (url.hostname.includes("+")) return undefined;
  if (url.username + url.password + url.hash !== "" || (url.search !== "" && !takesQuery)) return undefined;
  return (url.origin + url.pathname).replace(/\/+$/, "") + url.search;
}

interface AddressRules extends Pick<SiteKind, "takesQuery" | "takesSecondAddress"> {
  /** Stands before the addresses. */
  readonly prefix: string;
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
  const [, name = "", kind, address] = /^([a-z0-9-]+)(?:=(?:([A-Za-z]+)\+)?(\S+))?$/.exec(entry) ?? [];
  // No message repeats an address, which may contain a password.
  if (name === "")
    return `"${entry.split("=")[0]}" must be written as name, name=url or name=kind+url, separated from the next by a comma; a name has only a-z, 0-9 and -`;
  if (name.length > longestSiteName)
    return `"${name}" is too long: a name has at most ${longestSiteName} characters`;
  if (isPublicName(name))
    return `"${name}" looks like the name of a site that members chose; choose another name`;
  // A record holds a number for each site in an object whose keys are the sites' names.
  if (name in {}) return `"${name}" cannot name a site: JavaScript reserves it; choose another name`;
  return kind === undefined || address === undefined
    ? readKnownSite(name, address, kinds)
    : readNewSite(name, { kind, address, kinds });
}

function readKnownSite(name: string, address: string | undefined, kinds: SiteKinds): Site | string {
  const knownSites = Object.values(kinds).flatMap(({ sites }) => sites);
  const known = knownSites.find((site) => site.name === name);
  if (known === undefined) {
    const names = knownSites.map((site) => site.name).join(", ");
    return `"${name}" is not a known site (${names}). For another site, write ${name}=kind+https://…; the kinds are ${Object.keys(kinds).join(", ")}`;
  }
  if (address === undefined) return known;
  const takesSecondAddress = known.secondApiUrl !== undefined;
  const read = readAddresses(address, { prefix: `${name}=`, takesSecondAddress });
  if (typeof read === "string") return `"${name}" ${read}`;
  const [apiUrl, secondApiUrl = apiUrl] = read;
  return takesSecondAddress ? { ...known, apiUrl, secondApiUrl } : { ...known, apiUrl };
}

function readNewSite(
  name: string,
  { kind, address, kinds }: { readonly kind: string; readonly address: string; readonly kinds: SiteKinds },
): Site | string {
  const named = Object.hasOwn(kinds, kind) ? kinds[kind] : undefined;
  if (named === undefined)
    return `"${name}": no kind of site is called ${kind}; there are ${Object.keys(kinds).join(", ")}`;
  const read = readAddresses(address, { ...named, prefix: `${name}=${kind}+` });
  if (typeof read === "string") return `"${name}" ${read}`;
  const [url, secondApiUrl] = read;
  const second = secondApiUrl === undefined ? {} : { secondApiUrl };
  return { name, kind, title: name, database: name, url, apiUrl: url, ...second };
}

/** Returns one address or two, or what is wrong with them. */
function readAddresses(
  text: string,
  { prefix, takesQuery = false, takesSecondAddress = false }: AddressRules,
): readonly [first: string, second?: string] | string {
  // A query may contain another address.
  const given = takesQuery ? [text] : text.split(betweenAddresses);
  if (given.length > (takesSecondAddress ? 2 : 1))
    return `takes ${takesSecondAddress ? "one or two addresses" : "one address"}`;
  const [first, second] = given.map((each) => baseAddress(each, { takesQuery }));
  if (first === undefined || (second === undefined && given.length > 1)) {
    const lacking = takesQuery ? "login or #" : "login, ? or #";
    return `needs an http:// or https:// address without ${lacking}, such as ${prefix}https://example.org/forum`;
  }
  return second === undefined ? [first] : [first, second];
}
