import type { Fetch } from "../../src/sources/fetch.ts";
import { isPublicUrl, NotPublic } from "../../src/sources/public/public-host.ts";

/** Addresses of loopback servers by the public origin at which the bot finds them. */
export type Hosts = Readonly<Record<string, string>>;

/** An Internet of loopback servers. Whatever they say of their own address is said of the public one. */
export function publicNetwork(hosts: () => Hosts): Fetch {
  return async (url, init) => {
    if (!isPublicUrl(url)) throw new NotPublic(`${url.origin} is not public`);
    const known = Object.entries(hosts()).find(([origin]) => new URL(origin).host === url.host);
    if (known === undefined) throw new TypeError("fetch failed");
    const [publicOrigin, { origin }] = [known[0], new URL(known[1])];
    const response = await fetch(origin + url.pathname + url.search, { ...init, redirect: "manual" });
    const renamed = (text: string) => text.replaceAll(origin, publicOrigin);
    const headers = new Headers([...response.headers].map(([name, value]) => [name, renamed(value)]));
    for (const name of ["content-encoding", "content-length", "transfer-encoding"]) headers.delete(name);
    const isEmpty = response.status === 304 || init.method === "HEAD";
    const body = isEmpty ? null : renamed(await response.text());
    return new Response(body, { status: response.status, headers });
  };
}
