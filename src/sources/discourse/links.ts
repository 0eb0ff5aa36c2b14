import type { Link, UserLink } from "../link.ts";
import { type Address, isName } from "./address.ts";
import { commentReference, topicReference } from "./convert-comment.ts";
import type { Reading } from "./reading.ts";

/**
 * Turns an address into a link for the rest of the bot; {@link addressOf} turns it back. A comment's address contains only its
 * number, but the source may know its id.
 */
export function toLink(
  address: Address,
  { site, tags, numbers }: Pick<Reading, "site" | "tags" | "numbers">,
): Link {
  const lookup = JSON.stringify(address);
  const none = { reference: undefined, lookup };
  switch (address.kind) {
    case "topic":
      return { kind: "post", reference: topicReference(address.id, site), lookup };
    case "slug":
      return { kind: "post", ...none };
    case "number": {
      const id = numbers.get(address.topic, address.number);
      return {
        kind: "comment",
        reference: typeof id === "number" ? commentReference(id, site) : undefined,
        lookup,
      };
    }
    case "post":
      return { kind: "writing", ...none };
    case "user":
      return userLink(address.name);
    case "category":
    case "tag":
      return { kind: "tag", reference: tags.referenceTo(address), lookup };
    case "site":
      return { kind: "site", ...none };
  }
}

export function addressOf({ lookup }: Link): Address {
  return JSON.parse(lookup) as Address;
}

/** Account names are case-insensitive. */
export function parseName(name: string): UserLink | undefined {
  return isName(name) ? userLink(name) : undefined;
}

function userLink(typed: string): UserLink {
  const name = typed.toLowerCase();
  const address: Address = { kind: "user", name };
  return { kind: "user", reference: undefined, handle: name, lookup: JSON.stringify(address) };
}
