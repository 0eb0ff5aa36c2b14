import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { type Fault, type FaultHandle, send, sendFault, type WrittenAnswer } from "./faults.ts";
import { readRequest, type SiteAnswer, type SiteRequest } from "./site-request.ts";

export interface LoopbackSiteOptions {
  /** Milliseconds since the epoch. */
  readonly now?: () => number;
  /** A free port by default. */
  readonly port?: number;
}

/** Answers a request as the real site would; it may throw, which answers 500. */
export type AnswerRequest = (request: SiteRequest) => SiteAnswer;

/** A site on a port of 127.0.0.1. It notes every request, and fails when asked to. */
export class LoopbackSite {
  /** Oldest first. */
  readonly requests: SiteRequest[] = [];
  readonly #answer: AnswerRequest;
  readonly #now: () => number;
  readonly #server: Server;
  readonly #faults = new Set<{ readonly fault: Fault; struck: number }>();

  private constructor(answer: AnswerRequest, now: () => number) {
    this.#answer = answer;
    this.#now = now;
    this.#server = createServer((incoming, response) => {
      this.#serve(incoming, response).catch((error: unknown) =>
        send(response, 500, { "content-type": "text/plain" }, String(error)),
      );
    });
  }

  static async open(answer: AnswerRequest, options: LoopbackSiteOptions = {}): Promise<LoopbackSite> {
    const site = new LoopbackSite(answer, options.now ?? Date.now);
    await new Promise<void>((resolve, reject) => {
      site.#server.once("error", reject);
      site.#server.listen(options.port ?? 0, "127.0.0.1", resolve);
    });
    return site;
  }

  /** Its origin. */
  get url(): string {
    const { port } = this.#server.address() as AddressInfo;
    return `http://127.0.0.1:${port}`;
  }

  /** Makes later requests fail. Earlier faults are used up first. */
  inject(fault: Fault): FaultHandle {
    const planned = { fault, struck: 0 };
    this.#faults.add(planned);
    return {
      get struck() {
        return planned.struck;
      },
      remove: () => this.#faults.delete(planned),
    };
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  async #serve(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const request = await readRequest(incoming, this.#now());
    this.requests.push(request);
    const answer = written(this.#answer(request));
    const fault = this.#nextFault(request);
    if (fault?.kind === "hold") await fault.until;
    request.status =
      fault === undefined
        ? send(response, answer.status, answer.headers, answer.text)
        : sendFault(fault, response, answer);
  }

  #nextFault(request: SiteRequest): Fault | undefined {
    for (const planned of this.#faults) {
      const { fault } = planned;
      if (!(fault.match?.(request) ?? true)) continue;
      planned.struck += 1;
      if (planned.struck >= (fault.times ?? 1)) this.#faults.delete(planned);
      return fault;
    }
    return undefined;
  }
}

function written({ status = 200, headers = {}, body }: SiteAnswer): WrittenAnswer {
  const isText = typeof body === "string";
  const type = isText ? "text/html; charset=utf-8" : "application/json; charset=utf-8";
  return {
    status,
    headers: { "content-type": type, ...headers },
    text: isText ? body : JSON.stringify(body),
  };
}
