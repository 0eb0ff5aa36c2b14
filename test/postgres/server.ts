import type { TestProject } from "vitest/node";
import { openStore } from "../../src/store/open-store.ts";
import { runSql } from "./run-sql.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** Address of the run's server, without a database; `undefined` if there can be none. */
    readonly postgres: string | undefined;
  }
}

/** Name of the empty, migrated database that new ones copy. */
export const template = "migrated";

/** Starts one Postgres for all tests of the run that need one, and ends it with the run. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  try {
    const { startPostgres } = await import("./start-server.ts");
    const { url, stop } = await startPostgres();
    await runSql(`${url}/postgres`, `create database ${template}`);
    await (await openStore(`${url}/${template}`)).close();
    project.provide("postgres", url);
    return stop;
  } catch (error) {
    console.error("No Postgres for the tests:", error);
    project.provide("postgres", undefined);
    return async () => undefined;
  }
}
