import ipaddr from "ipaddr.js";

/** An address that a public site must not have. Nothing was sent to it. */
export class NotPublic extends Error {
  override readonly name = "NotPublic";
}

/** The part of IPv6 that is in use on the Internet. https://www.iana.org/assignments/ipv6-address-space */
const globalUnicast = ipaddr.parseCIDR("2000::/3");

/** Several labels of letters, digits and hyphens: https://www.rfc-editor.org/rfc/rfc1123#section-2.1 */
const hostName = /^[a-z0-9-]+(?:\.[a-z0-9-]+)+$/;

/** Names that no public host has. https://www.iana.org/assignments/special-use-domain-names */
const privateNames =
  /(?:^|\.)(?:localhost|local|internal|intranet|lan|home|corp|private|test|invalid|onion|arpa)$/;

/** Returns whether an IP address belongs to a host on the Internet: not to a private network, this machine, a group or nobody. */
export function isPublicAddress(address: string): boolean {
  if (!ipaddr.isValid(address)) return false;
  // Also reads an IPv4 address that is mapped into IPv6. Other ways to embed one are ranges of their own.
  const read = ipaddr.process(address);
  return read.range() === "unicast" && (read.kind() === "ipv4" || read.match(globalUnicast));
}

/**
 * Returns whether an address may lead to a public site: over HTTP or HTTPS on the usual port, without a login, to a host that is
 * named. IP addresses in any spelling are refused, because nothing looks them up before the connection.
 */
export function isPublicUrl(url: URL): boolean {
  if (!["http:", "https:"].includes(url.protocol) || url.port !== "") return false;
  if (url.username !== "" || url.password !== "") return false;
  // `URL` has already turned decimal, octal, hexadecimal and short spellings into the usual one.
  const host = url.hostname.replace(/\.$/, "");
  const isName = hostName.test(host) && !ipaddr.isValid(host);
  return isName && !privateNames.test(host);
}
