import { connect, createServer, type Server, type Socket } from "node:net";

/** Stands between a process and its database, and can drop everything that connections carry, without closing them. */
export class SilentProxy {
  readonly url: string;
  readonly #server: Server;
  readonly #pairs = new Set<readonly [Socket, Socket]>();

  private constructor(server: Server, url: string) {
    this.#server = server;
    this.url = url;
  }

  /** @param url of the database */
  static async before(url: string): Promise<SilentProxy> {
    const target = new URL(url);
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const address = server.address();
    if (address === null || typeof address === "string") throw new Error("no port");
    const proxy = new SilentProxy(
      server,
      Object.assign(new URL(url), { host: `127.0.0.1:${address.port}` }).href,
    );
    server.on("connection", (client) => proxy.#accept(client, connect(Number(target.port), target.hostname)));
    return proxy;
  }

  /** From now on, nothing passes on the connections that are open. New ones work. */
  silence(): void {
    for (const [client, database] of this.#pairs) {
      client.unpipe().resume();
      database.unpipe().resume();
    }
  }

  close(): void {
    for (const socket of [...this.#pairs].flat()) socket.destroy();
    this.#server.close();
  }

  #accept(client: Socket, database: Socket): void {
    this.#pairs.add([client, database]);
    for (const socket of [client, database]) socket.on("error", () => undefined);
    client.pipe(database).pipe(client);
  }
}
