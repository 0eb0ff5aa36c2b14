import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { send } from "./faults.ts";

/** Answers requests on a port of 127.0.0.1. */
export abstract class LoopbackServer {
  readonly #server = createServer((incoming, response) => {
    this.serve(incoming, response).catch((error: unknown) =>
      send(response, 500, { "content-type": "text/plain" }, String(error)),
    );
  });

  /** Answers one request; an error answers 500. */
  protected abstract serve(incoming: IncomingMessage, response: ServerResponse): Promise<void>;

  /** Port 0 is any free one. */
  async listen(port: number): Promise<void> {
    await new Promise<void>((resolve, reject) => {
      this.#server.once("error", reject);
      this.#server.listen(port, "127.0.0.1", resolve);
    });
  }

  /** Its origin. */
  get url(): string {
    const { port } = this.#server.address() as AddressInfo;
    return `http://127.0.0.1:${port}`;
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }
}
