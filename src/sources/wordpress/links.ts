import { formatReference } from "../../forum/reference.ts";
import type { Site } from "../../forum/site.ts";
import type { Link, UserLink } from "../link.ts";
import { type Address, isSlug } from "./address.ts";

/** Turns an address into a link for the rest of the bot; `addressOf` turns it back. */
export function toLink(address: Address, { database }: Site): Link {
  const lookup = JSON.stringify(address);
  switch (address.kind) {
    case "post":
      return { kind: "post", reference: formatReference(database, "post", String(address.id)), lookup };
    case "comment":
      return { kind: "comment", reference: formatReference(database, "comment", String(address.id)), lookup };
    case "page":
      return { kind: "post", reference: undefined, lookup };
    case "list":
      return address.of === "author"
        ? { kind: "user", reference: undefined, handle: address.value, lookup }
        : { kind: "tag", reference: undefined, lookup };
    case "site":
      return { kind: "site", reference: undefined, lookup };
  }
}

export function addressOf({ lookup }: Link): Address {
  return JSON.parse(lookup) as Address;
}

/** Makes the slug of a name as WordPress usually does. */
export function parseName(name: string): UserLink | undefined {
  const slug = name.trim().toLowerCase().replaceAll(/\s+/g, "-");
  if (!isSlug(slug)) return undefined;
  const address: Address = { kind: "list", of: "author", by: "slug", value: slug };
  return { kind: "user", reference: undefined, handle: slug, lookup: JSON.stringify(address) };
}
