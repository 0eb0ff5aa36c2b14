import type { Clock } from "../../clock.ts";
import type { KeptSite } from "../../forum/public-site.ts";
import type { Site } from "../../forum/site.ts";
import type { Log } from "../../log.ts";
import type { SourceKinds } from "../index.ts";
import type { Source } from "../source.ts";
import { isPublicUrl } from "./public-host.ts";
import { publicSite } from "./public-site.ts";
import type { Recognised } from "./recognise-site.ts";
import type { SiteNews, SiteStore } from "./site-store.ts";

/** How often to look for sites whose news was lost, and for those that were forgotten. */
const lookIntervalMs = 15_000;

/** How often to forget sites that nothing is followed on any more, in case a follow ended just after it had begun. */
const forgetIntervalMs = 10 * 60_000;

type SourceMap = Map<string, Source>;

/** Ends the reading of a site. */
type End = () => Promise<void>;

export interface PublicSitesOptions {
  /** The kinds that the operator allows. */
  readonly kinds: SourceKinds;
  readonly kept: SiteStore;
  /** All sources that the bot reads, by site, with the gate for authors who opted out and without it. */
  readonly sources: SourceMap;
  readonly ungatedSources: SourceMap;
  readonly open: (site: Site) => { readonly gated: Source; readonly ungated: Source };
  readonly recognise: (address: URL) => Promise<Recognised | undefined>;
  readonly news: SiteNews;
  readonly log: Log;
}

/** The site of an address. */
export interface FoundSite {
  readonly source: Source;
  /** The address after redirects. */
  readonly address: URL;
}

/** Those who read a part of the sites. */
interface Reader {
  readonly isOurs: (name: string) => boolean;
  readonly begin: (site: Site) => Promise<End>;
  /** By site. */
  readonly readings: Map<string, Reading>;
}

interface Reading {
  isEnding: boolean;
  /** Resolves to whatever ends it. */
  readonly begun: Promise<End>;
  ended: Promise<void>;
}

/**
 * The sites that members chose. Each is among the sources of every process from its first follow to its last; the database says which
 * there are.
 */
export class PublicSites {
  readonly #options: PublicSitesOptions;
  readonly #readers = new Set<Reader>();
  #titles: ReadonlyMap<string, string> = new Map();
  #reloading: Promise<void> = Promise.resolve();

  constructor(options: PublicSitesOptions) {
    this.#options = options;
    options.news.on("sites", () => void this.reload());
  }

  /** The kinds of sites that members may choose. */
  get kinds(): readonly string[] {
    return Object.keys(this.#options.kinds);
  }

  /** Names a site for people, even one of a kind that is not allowed any more; any other name stays as it is. */
  titleOf(name: string): string {
    return this.#titles.get(name) ?? name;
  }

  /** Opens the sites that the database has, and looks every few seconds for those of other processes. */
  async start({ clock, signal }: { readonly clock: Clock; readonly signal: AbortSignal }): Promise<void> {
    await this.reload();
    void this.#keepLooking(clock, signal);
  }

  /**
   * Finds the site of an address, or opens it without keeping it; `undefined` if it is of no kind that is allowed.
   * @throws {SourceError} if the address cannot be read
   */
  async find(address: URL): Promise<FoundSite | undefined> {
    const { sources, open, recognise } = this.#options;
    if (this.kinds.length === 0 || !isPublicUrl(address)) return undefined;
    const recognised = await recognise(address);
    if (recognised === undefined) return undefined;
    const { site } = recognised;
    const isSame = (other: Site) => publicSite(other.kind, other.url).name === site.name;
    const source = [...sources.values()].find((known) => isSame(known.site)) ?? open(site).gated;
    return { source, address: recognised.address };
  }

  /** Keeps a site for the follow that is about to begin there. */
  async keep(site: Site): Promise<void> {
    await this.#options.kept.add(site);
    await this.reload();
    this.#options.news.tell("sites");
  }

  /** Opens the sites that the database has, and closes those that it no longer has. */
  async reload(): Promise<void> {
    // One after another, so that an older list never replaces a newer one.
    this.#reloading = this.#reloading.then(() => this.#reload());
    await this.#reloading;
  }

  /** Begins to read some of the sites, now and as soon as they come. Returns a function that ends it. */
  read(isOurs: Reader["isOurs"], begin: Reader["begin"]): End {
    const reader: Reader = { isOurs, begin, readings: new Map() };
    this.#readers.add(reader);
    for (const { site } of this.#options.sources.values()) this.#begin(reader, site);
    return async () => {
      this.#readers.delete(reader);
      await Promise.all([...reader.readings.keys()].map((name) => end(reader, name)));
    };
  }

  async #keepLooking(clock: Clock, signal: AbortSignal): Promise<void> {
    let forgetAtMs = clock.elapsedMs() + forgetIntervalMs;
    while (!signal.aborted) {
      await clock.sleep(lookIntervalMs, signal);
      if (signal.aborted) return;
      if (clock.elapsedMs() >= forgetAtMs) {
        // The store itself reports a failing database.
        await this.#options.kept.forgetUnneeded().catch(() => undefined);
        forgetAtMs = clock.elapsedMs() + forgetIntervalMs;
      }
      await this.reload();
    }
  }

  async #reload(): Promise<void> {
    const { kept, sources, log } = this.#options;
    try {
      const sites = await kept.all();
      const names = new Set(sites.map(({ name }) => name));
      this.#titles = new Map(sites.map(({ name, kind, url }) => [name, publicSite(kind, url).title]));
      for (const site of sites) if (!sources.has(site.name)) this.#open(site);
      for (const { site } of [...sources.values()])
        if (site.isPublic === true && !names.has(site.name)) this.#close(site.name);
    } catch (err) {
      // The store itself reports a failing database, once.
      log.debug({ err }, "the sites that members chose could not be looked up");
    }
  }

  #open({ kind, url }: KeptSite): void {
    const { kinds, sources, ungatedSources, open } = this.#options;
    if (!Object.hasOwn(kinds, kind)) return;
    const site = publicSite(kind, url);
    const { gated, ungated } = open(site);
    sources.set(site.name, gated);
    ungatedSources.set(site.name, ungated);
    for (const reader of this.#readers) this.#begin(reader, site);
  }

  #close(name: string): void {
    const { sources, ungatedSources } = this.#options;
    sources.delete(name);
    ungatedSources.delete(name);
    // Nobody waits for it: the site may be slow to answer its last question.
    for (const reader of this.#readers) void end(reader, name);
  }

  #begin(reader: Reader, site: Site): void {
    if (site.isPublic !== true || !reader.isOurs(site.name)) return;
    const before = reader.readings.get(site.name);
    if (before !== undefined && !before.isEnding) return;
    const begun = (before?.ended ?? Promise.resolve())
      .then(() => reader.begin(site))
      .catch((err: unknown) => {
        this.#options.log.error({ err, site: site.title }, "a site that members chose could not be read");
        return async () => {};
      });
    reader.readings.set(site.name, { isEnding: false, begun, ended: Promise.resolve() });
  }
}

async function end({ readings }: Reader, name: string): Promise<void> {
  const reading = readings.get(name);
  if (reading === undefined || reading.isEnding) return await reading?.ended;
  reading.isEnding = true;
  reading.ended = reading.begun.then((stop) => stop());
  await reading.ended;
  if (readings.get(name) === reading) readings.delete(name);
}
