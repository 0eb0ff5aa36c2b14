import type { Clock } from "../../../src/clock.ts";
import type { Store } from "../../../src/store/open-store.ts";

/** A database of its own for one test of the contract. */
export interface TestDatabase {
  /** Opens the store, again if it was closed. */
  open(clock?: Pick<Clock, "now">): Promise<Store>;
  /** Runs statements beside the store, in SQL that all engines understand. */
  query(sql: string): Promise<readonly Readonly<Record<string, unknown>>[]>;
  /** Lists the store's tables, with their numbers of rows. */
  tables(): Promise<readonly { readonly name: string; readonly rows: number }[]>;
  remove(): Promise<void>;
}

export type MakeDatabase = () => Promise<TestDatabase>;
