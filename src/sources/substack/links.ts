import type { Link } from "../link.ts";
import type { Address } from "./address.ts";

/** Turns an address into a link for the rest of the bot; `addressOf` turns it back. No address contains the id of a post. */
export function toLink(address: Address): Link {
  return { kind: address.kind, reference: undefined, lookup: JSON.stringify(address) };
}

export function addressOf({ lookup }: Link): Address {
  return JSON.parse(lookup) as Address;
}
