import type { RequestOptions } from "../source.ts";
import { listPosts } from "./list-posts.ts";
import { refused } from "./publication.ts";
import type { Reading } from "./reading.ts";
import { postShape, type RawPost } from "./records.ts";
import { readTree } from "./tree.ts";

/** Reads the post at an address; `undefined` if there is none. */
export async function readPostAt(
  { publication, site, slugs }: Reading,
  slug: string,
  request: RequestOptions,
): Promise<RawPost | undefined> {
  const answer = await publication.ask(`posts/${encodeURIComponent(slug)}`, postShape, request);
  if (answer.kind === "refused") throw refused(site, `the post ${slug}`);
  if (answer.kind === "missing") return undefined;
  await slugs.keep([answer.value]);
  return answer.value;
}

/**
 * Reads a post by its id; `undefined` if there is none. If it is no longer at its address, or that is not known, it may be among the
 * newest ones at another.
 * @throws {SourceError} `record-refused` for a post that exists at an address that is not known
 */
export async function readPostById(
  reading: Reading,
  id: number,
  request: RequestOptions,
): Promise<RawPost | undefined> {
  const known = await reading.slugs.get(id);
  const post = known === undefined ? undefined : await readPostAt(reading, known, request);
  if (post?.id === id) return post;
  const { posts } = await listPosts(reading, 0, request);
  const listed = posts.find((each) => each.id === id);
  if (listed !== undefined) return await readPostAt(reading, listed.slug, request);
  if ((await readTree(reading, id, request)) === undefined) return undefined;
  throw refused(reading.site, `the address of post ${id}`);
}
