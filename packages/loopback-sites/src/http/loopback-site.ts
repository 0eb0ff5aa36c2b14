import type { IncomingMessage, ServerResponse } from "node:http";
import { type Fault, send, sendFault, type WrittenAnswer } from "./faults.ts";
import { LoopbackServer } from "./loopback-server.ts";
import { type FaultHandle, PlannedFaults } from "./planned-faults.ts";
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
export class LoopbackSite extends LoopbackServer {
  /** Oldest first. */
  readonly requests: SiteRequest[] = [];
  /** The text of `/robots.txt`; requests for it are counted apart. */
  robots: string | undefined;
  robotsRequests = 0;
  readonly #answer: AnswerRequest;
  readonly #now: () => number;
  readonly #faults = new PlannedFaults<SiteRequest>();

  private constructor(answer: AnswerRequest, now: () => number) {
    super();
    this.#answer = answer;
    this.#now = now;
  }

  static async open(answer: AnswerRequest, options: LoopbackSiteOptions = {}): Promise<LoopbackSite> {
    const site = new LoopbackSite(answer, options.now ?? Date.now);
    await site.listen(options.port ?? 0);
    return site;
  }

  /** Makes later requests fail. Earlier faults are used up first. */
  inject(fault: Fault): FaultHandle {
    return this.#faults.inject(fault);
  }

  protected override async serve(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const request = await readRequest(incoming, this.#now());
    if (request.path === "/robots.txt") {
      this.robotsRequests += 1;
      send(
        response,
        this.robots === undefined ? 404 : 200,
        { "content-type": "text/plain" },
        this.robots ?? "",
      );
      return;
    }
    this.requests.push(request);
    const answer = written(this.#answer(request));
    const fault = this.#faults.strike(request);
    if (fault?.kind === "hold") await fault.until;
    request.status =
      fault === undefined
        ? send(response, answer.status, answer.headers, answer.text)
        : sendFault(fault, response, answer);
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
