import type { ServerResponse } from "node:http";
import type { SiteRequest } from "./site-request.ts";

/** A way in which a site or the network on the way to it fails. */
export type FaultKind =
  /** Another status, such as 429 with `retry-after`, or 502. */
  | "status"
  /** A page that checks the browser, in place of the answer. */
  | "html-challenge"
  /** No answer at all. */
  | "timeout"
  /** The beginning of the answer, and then nothing. */
  | "drip"
  /** The beginning of the answer, and then a closed connection. */
  | "truncated"
  /** Half of the answer, as if it were whole. */
  | "malformed"
  | "too-large"
  /** A closed connection. */
  | "cut"
  /** The answer, changed. */
  | "altered"
  /** The answer, but later. */
  | "hold"
  | "redirect";

export interface Fault<Request = SiteRequest> {
  readonly kind: FaultKind;
  /** Number of requests to hit; 1 by default. */
  readonly times?: number;
  readonly match?: (request: Request) => boolean;
  /** For `status`, `html-challenge` and `redirect`; 500, 200 and 307 by default. */
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** The body of a `status`; "no" by default. */
  readonly body?: string;
  /** Changes the text of an `altered` answer. */
  readonly alter?: (text: string) => string;
  /** The end of a `hold`. */
  readonly until?: Promise<void>;
  /** The target of a `redirect`. */
  readonly location?: string;
}

/** The answer as it would go out. */
export interface WrittenAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
}

const tooLarge = 33 * 1024 * 1024;

/** Sends a fault in place of the answer. Returns the status that was sent; 0 for none. */
export function sendFault(fault: Fault<never>, response: ServerResponse, answer: WrittenAnswer): number {
  const { headers, text } = answer;
  switch (fault.kind) {
    case "status":
      return send(
        response,
        fault.status ?? 500,
        { "content-type": "text/plain", ...fault.headers },
        fault.body ?? "no",
      );
    case "html-challenge":
      return send(
        response,
        fault.status ?? 200,
        { "content-type": "text/html", ...fault.headers },
        challenge,
      );
    case "timeout":
      return 0;
    case "drip":
      response.writeHead(200, headers);
      response.write(text.slice(0, 10));
      return 200;
    case "truncated":
      response.writeHead(200, { ...headers, "content-length": Buffer.byteLength(text) + 1 });
      response.write(text.slice(0, text.length / 2), () => response.destroy());
      return 200;
    case "malformed":
      return send(response, 200, headers, text.slice(0, text.length / 2));
    case "too-large":
      return send(response, 200, headers, text + " ".repeat(tooLarge));
    case "cut":
      response.destroy();
      return 0;
    case "redirect":
      return send(response, fault.status ?? 307, { location: fault.location ?? "/" }, "");
    case "altered":
      return send(response, answer.status, headers, fault.alter?.(text) ?? text);
    case "hold":
      return send(response, answer.status, headers, text);
  }
}

export function send(
  response: ServerResponse,
  status: number,
  headers: Readonly<Record<string, string>>,
  body: string,
): number {
  response.writeHead(status, headers);
  response.end(body);
  return status;
}

const challenge =
  "<!DOCTYPE html><html><head><title>Just a moment</title></head><body>Checking your browser…</body></html>";
