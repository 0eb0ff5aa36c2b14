import type { World } from "../state/world.ts";
import type { Limit } from "./rate-limits.ts";

export interface UploadedFile {
  readonly key: string;
  readonly name: string;
  readonly contentType: string;
  readonly content: Uint8Array;
}

/** One request, authorised and inside its rate limit. */
export interface Call {
  readonly world: World;
  readonly method: string;
  readonly template: string;
  readonly params: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  readonly body: unknown;
  readonly files: readonly UploadedFile[];
  /** The base address that a client used, such as `http://127.0.0.1:4000`. */
  readonly origin: string;
  violate(what: string): void;
}

/** A success with a status other than 200 (or 204 without a body). */
export class Reply {
  readonly status: number;
  readonly body: unknown;

  constructor(status: number, body: unknown) {
    this.status = status;
    this.body = body;
  }
}

export interface Route {
  readonly method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  /** In hono's form: `/channels/:channel/messages`. Discord counts limits by the first parameter. */
  readonly path: string;
  /** `token`: a token in the path is enough. */
  readonly authorization: "bot" | "token";
  readonly limit: Limit;
  /** Returns the value to send as JSON; `undefined` becomes 204. */
  readonly handle: (call: Call) => unknown;
}

/** A path parameter that the route's template promises. */
export function param(call: Call, name: string): string {
  const value = call.params[name];
  if (value === undefined) throw new Error(`${call.template} has no parameter ${name}`);
  return value;
}
