import type { Profile } from "../../forum/profile.ts";
import type { Reference } from "../../forum/reference.ts";
import type { RequestOptions } from "../source.ts";
import { toAuthor, userName } from "./convert-author.ts";
import type { Reading } from "./reading.ts";
import { type RawUser, userShape } from "./records.ts";
import { toBody } from "./text.ts";

/** Reads the account with exactly this name; `undefined` if there is none, or it has never written anything. */
export async function readUser(
  { firebase }: Reading,
  name: string,
  request: RequestOptions,
): Promise<RawUser | undefined> {
  return await firebase(`user/${encodeURIComponent(name)}`, userShape, request);
}

export async function readProfile(
  reading: Reading,
  user: Reference<"user">,
  request: RequestOptions,
): Promise<Profile | undefined> {
  const { site } = reading;
  const raw = await readUser(reading, userName(user), request);
  const author = toAuthor(raw?.id, site);
  if (raw === undefined || author === undefined) return undefined;
  return {
    reference: author.reference,
    author,
    bio: toBody(raw.about),
    joinedAtMs: typeof raw.created === "number" ? raw.created * 1000 : undefined,
    counts: { [site.name]: { karma: raw.karma ?? undefined } },
  };
}
