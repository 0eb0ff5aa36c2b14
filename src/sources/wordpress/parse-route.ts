import { type FoundAddress, idIn, listById } from "./address.ts";

/**
 * Reads a route of the API, such as `/wp/v2/posts/4`, which pages also name in their headers. `undefined` for a record that cannot be
 * followed.
 */
export function parseRoute(route: string): FoundAddress | undefined {
  const [, area, number] = /\/wp\/v2\/(?:sites\/[^/]+\/)?([a-z]+)\/(\d+)\/?$/.exec(route) ?? [];
  const id = idIn(number);
  if (id === undefined) return undefined;
  switch (area) {
    case "posts":
    case "pages":
      return { kind: "post", id };
    case "comments":
      return { kind: "comment", id };
    case "categories":
    case "tags":
      return listById(area, number);
    case "users":
      return listById("author", number);
    default:
      return undefined;
  }
}
