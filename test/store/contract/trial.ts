import { afterEach, beforeEach } from "vitest";
import type { Clock } from "../../../src/clock.ts";
import type { Store } from "../../../src/store/open-store.ts";
import type { MakeDatabase, TestDatabase } from "./test-database.ts";

/** The database of the current test, and the store in it. */
export interface Trial {
  readonly database: TestDatabase;
  readonly store: Store;
  /** Closes the store and opens it again. */
  reopen(): Promise<void>;
}

/** Gives each test of a suite a database of its own. */
export function eachWithADatabase(make: MakeDatabase, clock?: Pick<Clock, "now">): Trial {
  let database: TestDatabase;
  let store: Store;
  beforeEach(async () => {
    database = await make();
    store = await database.open(clock);
  });
  afterEach(async () => {
    await store.close();
    await database.remove();
  });
  return {
    get database() {
      return database;
    },
    get store() {
      return store;
    },
    async reopen() {
      await store.close();
      store = await database.open(clock);
    },
  };
}
