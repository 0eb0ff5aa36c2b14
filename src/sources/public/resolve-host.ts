import { Resolver } from "node:dns/promises";

export interface HostAddress {
  readonly address: string;
  readonly family: 4 | 6;
}

/** Looks up all IP addresses of a host. */
export type Resolve = (host: string) => Promise<readonly HostAddress[]>;

/** A silent name server is given up after about five seconds. */
const limits = { timeout: 2_000, tries: 2, maxTimeout: 2_000 };

/**
 * Asks the name servers itself, by default those of the system. `dns.lookup` would wait on threads that all lookups of the process
 * share, so a few names with silent name servers would hold up Discord and every other site.
 * https://nodejs.org/api/dns.html#implementation-considerations
 * @throws the error of the name servers if they know no address
 */
export async function resolveHost(
  host: string,
  servers?: readonly string[],
): Promise<readonly HostAddress[]> {
  // A new one each time, because the system's name servers may change.
  const resolver = new Resolver(limits);
  if (servers !== undefined) resolver.setServers(servers);
  const [ipv4, ipv6] = await Promise.allSettled([resolver.resolve4(host), resolver.resolve6(host)]);
  if (ipv4.status === "rejected" && ipv6.status === "rejected") throw ipv4.reason;
  return [...addressesOf(ipv4, 4), ...addressesOf(ipv6, 6)];
}

function addressesOf(
  answer: PromiseSettledResult<readonly string[]>,
  family: HostAddress["family"],
): readonly HostAddress[] {
  return answer.status === "rejected" ? [] : answer.value.map((address) => ({ address, family }));
}
