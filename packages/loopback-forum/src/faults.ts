import type { ServerResponse } from "node:http";

export type FaultKind =
  | "status"
  | "html-challenge"
  | "timeout"
  | "drip"
  | "truncated"
  | "malformed"
  | "wrong-shape"
  | "graphql-error"
  | "empty-list"
  | "altered"
  | "too-large"
  | "cut"
  | "hold"
  | "redirect";

export interface ForumRequest {
  readonly site: string;
  /** Name of the GraphQL operation; empty for any other request. */
  readonly operation: string;
  readonly method: string;
  readonly path: string;
  readonly userAgent: string;
  readonly variables: Readonly<Record<string, unknown>>;
  /** Time on the forum's clock (ms). */
  readonly at: number;
  /** Status of the answer; 0 if the connection was cut or left hanging. */
  status: number;
}

export interface Fault {
  readonly kind: FaultKind;
  /** Number of requests to hit; 1 by default. */
  readonly times?: number;
  readonly match?: (request: ForumRequest) => boolean;
  /** For `status` and `redirect`; 500 and 307 by default. */
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** Changes an `altered` answer, as a reviver of JSON: value by value from the inside out, the whole answer last, with an empty key. */
  readonly alter?: (key: string, value: unknown) => unknown;
  /** The end of a `hold`. */
  readonly until?: Promise<void>;
  /** The target of a `redirect`. */
  readonly location?: string;
}

export interface FaultHandle {
  /** Number of requests hit. */
  readonly struck: number;
  remove(): void;
}

/** Sends a fault in place of the answer that the forum would have given. */
export function sendFault(
  kind: Exclude<FaultKind, "hold">,
  fault: Fault,
  { response, answer }: { readonly response: ServerResponse; readonly answer: string },
): number {
  switch (kind) {
    case "status":
      return send(response, fault.status ?? 500, "text/plain", "no", fault.headers);
    case "html-challenge":
      return send(response, fault.status ?? 200, "text/html; charset=utf-8", challenge, fault.headers);
    case "timeout":
      return 0;
    case "drip":
      response.writeHead(200, { "content-type": "application/json" });
      response.write(answer.slice(0, 10));
      return 200;
    case "truncated":
      response.writeHead(200, { "content-type": "application/json", "content-length": answer.length + 1 });
      response.write(answer.slice(0, answer.length / 2), () => response.destroy());
      return 200;
    case "malformed":
      return send(response, 200, "application/json", answer.slice(0, answer.length / 2));
    case "wrong-shape":
      return send(response, 200, "application/json", answer.replaceAll('"postedAt"', '"posted"'));
    case "graphql-error":
      return send(response, 200, "application/json", graphqlError);
    case "empty-list":
      return send(response, 200, "application/json", emptied(answer));
    case "altered":
      return send(response, 200, "application/json", altered(answer, fault.alter));
    case "too-large":
      return send(response, 200, "application/json", `${answer}${" ".repeat(33 * 1024 * 1024)}`);
    case "cut":
      response.destroy();
      return 0;
    case "redirect":
      return send(response, fault.status ?? 307, "text/plain", "", { location: fault.location ?? "/" });
  }
}

function send(
  response: ServerResponse,
  status: number,
  type: string,
  body: string,
  headers: Readonly<Record<string, string>> = {},
): number {
  response.writeHead(status, { "content-type": type, ...headers });
  response.end(body);
  return status;
}

function altered(answer: string, alter: Fault["alter"]): string {
  return JSON.stringify(JSON.parse(answer, alter));
}

function emptied(answer: string): string {
  return JSON.stringify(JSON.parse(answer), (key, value: unknown) => (key === "results" ? [] : value));
}

const challenge =
  "<!DOCTYPE html><html><head><title>Just a moment</title></head><body>Checking your browser…</body></html>";
const graphqlError = JSON.stringify({
  errors: [{ message: "canceling statement", extensions: { code: "INTERNAL_SERVER_ERROR" } }],
  data: null,
});
