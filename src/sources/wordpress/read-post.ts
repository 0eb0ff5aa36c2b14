import type { Post } from "../../forum/post.ts";
import type { RequestOptions } from "../source.ts";
import { askForOne, type Reading, type Refused } from "./ask.ts";
import { askForList } from "./ask-for-list.ts";
import { toPost } from "./convert-post.ts";
import { rawIdentified, rawPost } from "./records.ts";
import { notShown, reasonOf, refusal } from "./refusals.ts";

/**
 * Reads a post or a page by its id: they share their numbers, but not their routes. Returns a locked one as hidden; `undefined` if
 * there is none.
 * @throws {SourceError} `not-public` if the blog does not show it to visitors, `record-refused` if it does not say why
 */
export async function readPost(
  reading: Reading,
  id: number,
  request: RequestOptions,
): Promise<Post | undefined> {
  const query = { _embed: "author,wp:term" };
  for (const kind of ["posts", "pages"]) {
    const answer = await askForOne(reading, { route: `${kind}/${id}`, query, shape: rawPost }, request);
    if (answer.kind === "read") return toPost(answer.record, reading.site);
    if (reasonOf(answer) !== "missing") throw await whyRefused(reading, id, answer, request);
  }
  return undefined;
}

/**
 * The code for a private post, a draft and one in the trash is also that of plug-ins which close the whole API. The list of its
 * comments has a code of its own.
 */
async function whyRefused(reading: Reading, id: number, refused: Refused, request: RequestOptions) {
  const query = { post: id, per_page: 1, _fields: "id" };
  const list = await askForList(reading, { route: "comments", query, shape: rawIdentified }, request);
  const isHidden = list.kind === "refused" && reasonOf(list) === "not-public";
  return isHidden
    ? notShown(reading.site, "the post")
    : refusal(reading.site, `post ${id}`, refused, "record-refused");
}
