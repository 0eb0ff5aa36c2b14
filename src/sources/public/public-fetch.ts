import type { LookupFunction } from "node:net";
import { Agent, fetch } from "undici";
import type { Fetch } from "../fetch.ts";
import { isPublicAddress, isPublicUrl, NotPublic } from "./public-host.ts";
import { type HostAddress, type Resolve, resolveHost } from "./resolve-host.ts";

/** Decides which hosts may be reached. Tests, which have only this machine, replace parts of it. */
export interface Reach {
  readonly resolve: Resolve;
  readonly isPublicUrl: (url: URL) => boolean;
  readonly isPublicAddress: (address: string) => boolean;
}

/**
 * Makes a `fetch` that reaches only public hosts. A host's addresses are checked when the connection is made, and the connection
 * goes to one of those that were checked. It never follows a redirect by itself.
 */
export function openPublicFetch(replaced: Partial<Reach> = {}): Fetch {
  const reach: Reach = { resolve: resolveHost, isPublicUrl, isPublicAddress, ...replaced };
  const lookup: LookupFunction = (host, { all }, callback) => {
    checkedAddresses(host, reach).then(
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
    if (!reach.isPublicUrl(url)) throw new NotPublic(`${url.origin} is not the address of a public site`);
    const response = await fetch(url, { ...init, redirect: "manual", dispatcher } as Parameters<
      typeof fetch
    >[1]);
    return response as unknown as Response;
  };
}

/** @throws {NotPublic} if any address is not public: a name that leads to a private network as well is not used at all */
async function checkedAddresses(host: string, reach: Reach): Promise<readonly HostAddress[]> {
  const addresses = await reach.resolve(host);
  const refused = addresses.find(({ address }) => !reach.isPublicAddress(address));
  if (refused !== undefined || addresses.length === 0) throw new NotPublic(`${host} is not a public host`);
  return addresses;
}
