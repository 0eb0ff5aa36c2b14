import type { KeptSite } from "../../forum/public-site.ts";

/** Keeps the sites in the database. */
export interface SiteStore {
  all(): Promise<readonly KeptSite[]>;
  add(site: KeptSite): Promise<void>;
  /** Forgets the sites on which nothing is followed. */
  forgetUnneeded(): Promise<void>;
}

/** Tells the other processes, and hears from them, that there is a new site. */
export interface SiteNews {
  tell(kind: "sites"): void;
  on(kind: "sites", listener: () => void): void;
}
