import { once } from "node:events";
import { connect, createServer, type Server, type Socket } from "node:net";
import { setTimeout as delay } from "node:timers/promises";

/** The server's behaviour towards a client. */
export type NetworkMode =
  | { readonly kind: "through" }
  | { readonly kind: "slow"; readonly answerMs: number }
  | { readonly kind: "silent" }
  | { readonly kind: "garbage" };

/** Stands between a client and a server on this machine, and can be as bad as any network. */
export class BadNetwork {
  readonly #server: Server;
  readonly #targetPort: number;
  readonly #sockets = new Set<Socket>();
  #mode: NetworkMode = { kind: "through" };

  private constructor(targetPort: number) {
    this.#targetPort = targetPort;
    this.#server = createServer((socket) => this.#accept(socket));
  }

  static async before(targetPort: number): Promise<BadNetwork> {
    const proxy = new BadNetwork(targetPort);
    proxy.#server.listen(0, "127.0.0.1");
    await once(proxy.#server, "listening");
    return proxy;
  }

  /** Port on this machine that leads to the server. */
  get port(): number {
    const address = this.#server.address();
    return typeof address === "object" ? (address?.port ?? 0) : 0;
  }

  /** Changes the behaviour, even of open connections. */
  behave(mode: NetworkMode): void {
    this.#mode = mode;
  }

  close(): void {
    for (const socket of this.#sockets) socket.destroy();
    this.#server.close();
  }

  #accept(client: Socket): void {
    const server = connect(this.#targetPort, "127.0.0.1");
    for (const socket of [client, server]) {
      this.#sockets.add(socket);
      socket.on("error", () => undefined);
      socket.on("close", () => {
        this.#sockets.delete(socket);
        client.destroy();
        server.destroy();
      });
    }
    client.on("data", (chunk) => server.write(chunk));
    let last = Promise.resolve();
    server.on("data", (chunk) => {
      last = Promise.all([last, this.#answer(client, chunk)]).then(() => undefined);
    });
  }

  async #answer(client: Socket, chunk: Buffer | string): Promise<void> {
    switch (this.#mode.kind) {
      case "through":
        client.write(chunk);
        return;
      case "slow":
        await delay(this.#mode.answerMs);
        client.write(chunk);
        return;
      case "silent":
        return;
      case "garbage":
        client.write("HTTP/1.1 400 Bad Request\r\n\r\n");
    }
  }
}
