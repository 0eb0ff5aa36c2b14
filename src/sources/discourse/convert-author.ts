import type { Author } from "../../forum/author.ts";
import { formatReference } from "../../forum/reference.ts";
import type { Site } from "../../forum/site.ts";
import type { RawAccount } from "./records.ts";

/** In pixels; Discord shows pictures no larger. */
const pictureSize = "96";

type Named = Pick<RawAccount, "username" | "name" | "avatar_template"> & {
  readonly id: number | null | undefined;
};

/** `undefined` for an account that is gone. The reference holds the number, because names change. */
export function toAuthor({ id, username, name, avatar_template }: Named, site: Site): Author | undefined {
  if (id === null || id === undefined || !username) return undefined;
  return {
    reference: formatReference(site.database, "user", String(id)),
    identity: "account",
    handle: username,
    name: name || username,
    avatarUrl: avatar_template ? pictureUrl(avatar_template, site) : undefined,
    path: `/u/${encodeURIComponent(username)}`,
  };
}

/** The address may be a path, or begin with `//`. */
function pictureUrl(template: string, site: Site): string | undefined {
  return URL.parse(template.replaceAll("{size}", pictureSize), site.url)?.href;
}
