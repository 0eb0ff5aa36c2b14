import { formatReference } from "../../forum/reference.ts";
import type { Site } from "../../forum/site.ts";
import type { Link, UserLink } from "../link.ts";
import { type Address, isId } from "./address.ts";

/** Turns an address into a link for the rest of the bot; `addressOf` turns it back. */
export function toLink(address: Address, { database }: Pick<Site, "database">): Link {
  const lookup = JSON.stringify(address);
  const none = { reference: undefined, lookup };
  switch (address.kind) {
    case "post":
      if (address.by !== "id") return { kind: "post", ...none };
      return { kind: "post", reference: formatReference(database, "post", address.value), lookup };
    case "comment":
      if (address.by !== "id") return { kind: "comment", ...none };
      return { kind: "comment", reference: formatReference(database, "comment", address.value), lookup };
    case "user":
      return { kind: "user", handle: address.slug, ...none };
    case "sequence":
      return { kind: "sequence", reference: formatReference(database, "sequence", address.id), lookup };
    case "tag":
    case "discussion":
      return { kind: address.kind, ...none };
    case "item":
      return { kind: "writing", ...none };
    case "site":
      return { kind: "site", ...none };
  }
}

export function addressOf({ lookup }: Link): Address {
  return JSON.parse(lookup) as Address;
}

/** Returns every kind of record, because all ids look alike. */
export function parseId(site: Site, text: string): readonly Link[] {
  if (!isId(text)) return [];
  const user: UserLink = {
    kind: "user",
    reference: formatReference(site.database, "user", text),
    handle: text,
    lookup: JSON.stringify({ kind: "user", slug: text } satisfies Address),
  };
  return [
    toLink({ kind: "post", by: "id", value: text }, site),
    toLink({ kind: "comment", by: "id", value: text }, site),
    user,
  ];
}

/** Makes the slug of a name as the site does. */
export function parseName(name: string): UserLink {
  const slug = name.toLowerCase().replaceAll(/\s+/g, "-");
  const address: Address = { kind: "user", slug };
  return { kind: "user", reference: undefined, handle: slug, lookup: JSON.stringify(address) };
}
