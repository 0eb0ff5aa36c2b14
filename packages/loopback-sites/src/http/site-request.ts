import type { IncomingMessage } from "node:http";
import { readBody } from "./read-body.ts";

/** A request that reached a loopback site. */
export interface SiteRequest {
  readonly method: string;
  /** The `Host` header: a site may serve several hosts on one port. */
  readonly host: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** Time on the site's clock (ms). */
  readonly at: number;
  /** Status of the answer; 0 if the connection was cut or left hanging. */
  status: number;
}

/** The answer that the real site would give. An object becomes JSON. */
export interface SiteAnswer {
  /** 200 by default. */
  readonly status?: number;
  /** The content type follows the body by default: JSON, or HTML for a text. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: string | object | null;
}

export async function readRequest(incoming: IncomingMessage, at: number): Promise<SiteRequest> {
  const body = await readBody(incoming);
  const { host = "", ...others } = incoming.headers;
  const url = new URL(incoming.url ?? "/", `http://${host || "localhost"}`);
  return {
    method: incoming.method ?? "",
    host,
    path: url.pathname,
    query: url.searchParams,
    headers: Object.fromEntries(Object.entries(others).map(([name, value]) => [name, String(value)])),
    body,
    at,
    status: 0,
  };
}
