import type { Site } from "../../forum/site.ts";
import type { Link } from "../link.ts";
import type { Address } from "./address.ts";
import { commentReference, postReference } from "./ids.ts";

/**
 * Turns an address into a link for the rest of the bot; `addressOf` turns it back. No address contains the id of a post, so the link
 * has a reference only if that is known.
 */
export function toLink(address: Address, post: number | undefined, site: Site): Link {
  const lookup = JSON.stringify(address);
  switch (address.kind) {
    case "post":
      return { kind: "post", reference: post === undefined ? undefined : postReference(site, post), lookup };
    case "comment": {
      const id = post === undefined ? undefined : { post, comment: address.id };
      return { kind: "comment", reference: id && commentReference(site, id), lookup };
    }
    case "site":
      return { kind: "site", reference: undefined, lookup };
  }
}

export function addressOf({ lookup }: Link): Address {
  return JSON.parse(lookup) as Address;
}
