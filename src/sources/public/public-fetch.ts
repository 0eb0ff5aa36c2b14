import { lookup as lookUp } from "node:dns/promises";
import type { LookupFunction } from "node:net";
import { Agent, fetch } from "undici";
import type { Fetch } from "../fetch.ts";
import { isPublicAddress, isPublicUrl, NotPublic } from "./public-host.ts";

/** Looks up all IP addresses of a host. */
export type Resolve = (host: string) => Promise<readonly HostAddress[]>;

interface HostAddress {
  readonly address: string;
  readonly family: number;
}

/**
 * Makes a `fetch` that reaches only public hosts. A host's addresses are checked when the connection is made, and the connection
 * goes to one of those that were checked. It never follows a redirect by itself.
 */
export function openPublicFetch(resolve: Resolve = (host) => lookUp(host, { all: true })): Fetch {
  const lookup: LookupFunction = (host, { all }, callback) => {
    checkedAddresses(host, resolve).then(
      (addresses) => {
        const [first] = addresses;
        if (all === true) callback(null, [...addresses]);
        else callback(null, first?.address ?? "", first?.family);
      },
      (error: Error) => callback(error, ""),
    );
  };
  const dispatcher = new Agent({ connect: { lookup } });
  return async (url, init) => {
    if (!isPublicUrl(url)) throw new NotPublic(`${url.origin} is not the address of a public site`);
    const response = await fetch(url, { ...init, redirect: "manual", dispatcher } as Parameters<
      typeof fetch
    >[1]);
    return response as unknown as Response;
  };
}

/** @throws {NotPublic} if any address is not public: a name that leads to a private network as well is not used at all */
async function checkedAddresses(host: string, resolve: Resolve): Promise<readonly HostAddress[]> {
  const addresses = await resolve(host);
  const refused = addresses.find(({ address }) => !isPublicAddress(address));
  if (refused !== undefined || addresses.length === 0) throw new NotPublic(`${host} is not a public host`);
  return addresses;
}
