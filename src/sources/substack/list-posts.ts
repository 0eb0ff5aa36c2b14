import { z } from "zod";
import type { RequestOptions } from "../source.ts";
import type { Unreadable } from "../unreadable-records.ts";
import { refused } from "./publication.ts";
import type { Reading } from "./reading.ts";
import { identified, postShape, type RawPost } from "./records.ts";

/** The window that the site itself uses. Most releases serve no more. */
export const pageLength = 12;

export interface PostPage {
  /** Newest first. */
  readonly posts: readonly RawPost[];
  /** True if there are no older posts. */
  readonly isLast: boolean;
}

/** Lists a page of the publication's posts, which counts the comments on each. */
export async function listPosts(
  { publication, site, unreadable }: Reading,
  offset: number,
  request: RequestOptions,
): Promise<PostPage> {
  const path = `archive?sort=new&search=&offset=${offset}&limit=${pageLength}`;
  const answer = await publication.ask(path, z.array(z.unknown()), request);
  if (answer.kind !== "read") throw refused(site, "its list of posts");
  const faults: Unreadable[] = [];
  const posts = answer.value.flatMap((post) => {
    const read = postShape.safeParse(post);
    if (read.success) return [read.data];
    const problem = read.error.issues
      .map(({ path: at, message }) => `${at.join(".")}: ${message}`)
      .join("; ");
    const id = identified.safeParse(post).data?.id.toString();
    faults.push({ kind: "record", place: "posts", id, problem });
    return [];
  });
  unreadable.note("archive", faults);
  return { posts, isLast: answer.value.length < pageLength };
}
