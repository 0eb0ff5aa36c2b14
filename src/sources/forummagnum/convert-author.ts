import type { Author } from "../../forum/author.ts";
import { formatReference } from "../../forum/reference.ts";
import type { RawAccount } from "./records.ts";

/** The picture store of each database (`cloudinary.cloudName` in its settings). */
const pictureClouds: Readonly<Record<string, string>> = { lesswrong: "lesswrong-2-0", eaforum: "cea" };

/** `undefined` for an account that is gone. */
export function toAuthor(account: RawAccount | null, database: string): Author | undefined {
  if (account === null || account.deleted === true) return undefined;
  return {
    reference: formatReference(database, "user", account._id),
    identity: "account",
    handle: account.slug,
    name: account.displayName ?? "",
    avatarUrl: pictureUrl(account.profileImageId, database),
    path: `/users/${account.slug}`,
  };
}

/** The address that the site's own profile picture component builds, in the size that Discord shows. */
function pictureUrl(imageId: string | null, database: string): string | undefined {
  const cloud = pictureClouds[database];
  if (imageId === null || imageId === "" || cloud === undefined) return undefined;
  const path = imageId.split("/").map(encodeURIComponent).join("/");
  return `https://res.cloudinary.com/${cloud}/image/upload/c_fill,dpr_2,g_custom,h_64,q_100,w_64/${path}`;
}
