import type { Site } from "../../forum/site.ts";
import type { Link, UserLink } from "../link.ts";
import { type Address, readId, readName } from "./address.ts";
import { userReference } from "./convert-author.ts";
import { commentReference } from "./convert-comment.ts";
import { listReference } from "./lists.ts";

/** Turns an address into a link for the rest of the bot; `addressOf` turns it back. */
export function toLink(address: Address, site: Site): Link {
  // The same comment may have an address of its own and be a place on its story's page.
  const lookup = JSON.stringify(address.kind === "item" ? { ...address, isComment: false } : address);
  switch (address.kind) {
    case "item":
      return {
        kind: address.isComment ? "comment" : "writing",
        reference: commentReference(site, address.id),
        lookup,
      };
    case "user":
      return { kind: "user", reference: userReference(site, address.name), handle: address.name, lookup };
    case "list":
      return { kind: "tag", reference: listReference(site, address.list), lookup };
    case "site":
      return { kind: "site", reference: undefined, lookup };
  }
}

export function addressOf({ lookup }: Link): Address {
  return JSON.parse(lookup) as Address;
}

export function parseId(site: Site, text: string): readonly Link[] {
  const id = /^\d+$/.test(text) ? readId(text) : undefined;
  return id === undefined ? [] : [toLink({ kind: "item", id, isComment: false }, site)];
}

/** A typed name may belong to nobody, so the link has no reference. */
export function parseName(name: string): UserLink | undefined {
  const read = readName(name);
  if (read !== name) return undefined;
  const lookup = JSON.stringify({ kind: "user", name } satisfies Address);
  return { kind: "user", reference: undefined, handle: name, lookup };
}
