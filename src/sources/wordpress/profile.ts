import type { Profile } from "../../forum/profile.ts";
import { formatReference, type Reference, referenceId } from "../../forum/reference.ts";
import type { RequestOptions } from "../source.ts";
import { idIn } from "./address.ts";
import type { Reading } from "./ask.ts";
import { askForPublicList } from "./ask-for-list.ts";
import { postAuthor } from "./convert-author.ts";
import { toBody } from "./convert-text.ts";
import { findNamed } from "./find-named.ts";
import { rawIdentified, rawUser } from "./records.ts";

/** Reads the page of an author of posts; `undefined` for anyone else: visitors are only names, and readers have no page. */
export async function readProfile(
  reading: Reading,
  user: Reference<"user">,
  request: RequestOptions,
): Promise<Profile | undefined> {
  const { site } = reading;
  const id = idIn(referenceId(user));
  if (id === undefined) return undefined;
  const named = { by: "id", value: String(id) } as const;
  const raw = await findNamed(reading, { route: "users", shape: rawUser }, named, request);
  if (raw === undefined) return undefined;
  const query = { author: id, per_page: 1, _fields: "id" };
  const asked = { route: "posts", query, shape: rawIdentified };
  const { total: posts } = await askForPublicList(reading, asked, request);
  return {
    reference: formatReference(site.database, "user", String(raw.id)),
    author: postAuthor(raw, site),
    bio: toBody(raw.description ?? ""),
    joinedAtMs: undefined,
    counts: { [site.name]: { posts } },
  };
}
