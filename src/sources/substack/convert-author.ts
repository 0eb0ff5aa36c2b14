import type { Author } from "../../forum/author.ts";
import { formatReference } from "../../forum/reference.ts";
import type { Site } from "../../forum/site.ts";
import type { RawByline } from "./records.ts";

type Person = Omit<RawByline, "id"> & { readonly id: number | null | undefined };

/** Makes an author, whose id survives a new name. Old accounts have no handle, and so no page. */
export function toAuthor(
  { id, name, handle, photo_url: photo }: Person,
  { database }: Site,
): Author | undefined {
  if (!id) return undefined;
  const shown = name?.trim() || handle || "";
  return {
    reference: formatReference(database, "user", String(id)),
    identity: "account",
    handle: handle || shown,
    name: shown,
    avatarUrl: URL.parse(photo ?? "")?.protocol === "https:" ? (photo ?? undefined) : undefined,
    path: handle ? `https://substack.com/@${encodeURIComponent(handle)}` : undefined,
  };
}
