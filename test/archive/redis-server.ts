import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";
import { createClient } from "@keyv/redis";

/** Tests that need a Redis are visibly skipped if none is installed. */
export const hasRedis = isInstalled();

/** The end of the names of those tests. */
export const needsRedis = "(needs redis-server)";

/** A Redis for the tests alone, in memory. */
export class RedisServer {
  readonly port: number;
  readonly #options: readonly string[];
  #process: ChildProcess | undefined;

  private constructor(port: number, options: readonly string[]) {
    this.port = port;
    this.#options = options;
  }

  static async start(...options: string[]): Promise<RedisServer> {
    const server = await RedisServer.reserve(...options);
    await server.start();
    return server;
  }

  /** Reserves a port for a server that does not run yet. */
  static async reserve(...options: string[]): Promise<RedisServer> {
    return new RedisServer(await freePort(), options);
  }

  get url(): string {
    return `redis://127.0.0.1:${this.port}`;
  }

  async start(): Promise<void> {
    const ours = ["--port", String(this.port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"];
    const process = spawn("redis-server", [...ours, ...this.#options]);
    this.#process = process;
    const ready = Promise.withResolvers<void>();
    process.stdout.on("data", (chunk: Buffer) => {
      if (chunk.includes("Ready to accept connections")) ready.resolve();
    });
    process.on("exit", () => ready.reject(new Error("redis-server ended at once")));
    await ready.promise;
  }

  /** Sends a signal. If it ends the process, resolves when the process has ended. */
  async signal(signal: "SIGKILL" | "SIGTERM" | "SIGSTOP" | "SIGCONT"): Promise<void> {
    const process = this.#process;
    if (process === undefined || process.exitCode !== null || process.signalCode !== null) return;
    const ends = signal === "SIGKILL" || signal === "SIGTERM";
    const ended = ends ? once(process, "exit") : Promise.resolve();
    process.kill(signal);
    await ended;
  }

  /** Sends an operator's command and returns the answer. */
  async send(...command: string[]): Promise<unknown> {
    const client = createClient({ url: this.url, socket: { reconnectStrategy: false } });
    client.on("error", () => undefined);
    await client.connect();
    try {
      return await client.sendCommand(command);
    } finally {
      client.destroy();
    }
  }

  async close(): Promise<void> {
    await this.signal("SIGKILL");
  }
}

function isInstalled(): boolean {
  try {
    execFileSync("redis-server", ["--version"]);
    return true;
  } catch {
    return false;
  }
}

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  return typeof address === "object" && address !== null ? address.port : 0;
}
