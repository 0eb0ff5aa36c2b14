import { noBody } from "../../forum/body.ts";
import type { Profile } from "../../forum/profile.ts";
import { type Reference, referenceId } from "../../forum/reference.ts";
import type { RequestOptions } from "../source.ts";
import { isRefusal, type Refusal } from "./ask.ts";
import { toAuthor } from "./convert-author.ts";
import { toBody } from "./convert-comment.ts";
import type { Reading } from "./reading.ts";
import { profileShape, summaryShape } from "./records.ts";

/** Reads a person's page with the counts on it; `undefined` if there is none, or visitors may not see it. */
export async function readProfile(
  reading: Reading,
  user: Reference<"user">,
  request: RequestOptions,
): Promise<Profile | undefined> {
  const { site, ask } = reading;
  const read = await readByName(reading, user, request, (name) =>
    ask.person(`/u/${encodeURIComponent(name)}.json`, profileShape, request),
  );
  if (isRefusal(read)) return undefined;
  const author = toAuthor(read.user, site);
  if (author === undefined || author.reference !== user) return undefined;
  const summary = `/u/${encodeURIComponent(author.handle)}/summary.json`;
  const counted = read.user.profile_hidden ? "not-public" : await ask.person(summary, summaryShape, request);
  const { topic_count: posts, post_count: comments } = isRefusal(counted) ? {} : counted.user_summary;
  return {
    reference: user,
    author,
    bio: read.user.bio_cooked ? toBody(read.user.bio_cooked) : noBody,
    joinedAtMs: read.user.created_at,
    counts: { [site.name]: { posts, comments } },
  };
}

/** Reads something by a person's current name. If the forum has nothing under the remembered one, asks for the name again. */
export async function readByName<T>(
  { users }: Pick<Reading, "users">,
  user: Reference<"user">,
  request: RequestOptions,
  read: (name: string) => Promise<T | Refusal>,
): Promise<T | Refusal> {
  const id = Number(referenceId(user));
  const name = await users.nameOf(id, request);
  if (name === undefined) return "gone";
  const answer = await read(name);
  if (!isRefusal(answer)) return answer;
  users.forget(id);
  const renamed = await users.nameOf(id, request);
  return renamed === undefined || renamed === name ? answer : await read(renamed);
}
