import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import type { DatabaseContent, ForumContent } from "./content.ts";
import { commentRecord, postRecord, tagRecord, userRecord } from "./new-records.ts";
import type {
  CommentRecord,
  Contents,
  PostRecord,
  RevisionRecord,
  SequenceRecord,
  TagRecord,
  UserRecord,
} from "./records.ts";

type CorpusUser = Omit<UserRecord, "bio"> & { readonly biography: { readonly markdown: string } | null };
type CorpusPost = PostRecord & { readonly tags: readonly { readonly _id: string }[] };

/**
 * Reads a folder of gzipped NDJSON files as the content of LessWrong's database: `<name>.comments.ndjson.gz`, and files for posts,
 * users, sequences, tags and revisions named in the same way. Each line has one record, under the API's names.
 */
export async function readCorpus(folder: string, name = "lesswrong-dev"): Promise<ForumContent> {
  const read = <T>(kind: string) => readRecords<T>(join(folder, `${name}.${kind}.ndjson.gz`));
  const [comments, posts, users, sequences, tags, revisions] = await Promise.all([
    read<CommentRecord>("comments"),
    read<CorpusPost>("posts"),
    read<CorpusUser>("users"),
    read<SequenceRecord>("sequences"),
    read<Omit<TagRecord, "createdAt">>("tags"),
    read<RevisionRecord>("revisions"),
  ]);
  const lesswrong: DatabaseContent = {
    comments: comments.map((comment) => ({
      ...commentRecord(comment),
      debateResponse: comment.debateResponse ?? false,
      contents: served(comment.contents),
    })),
    posts: posts.map(({ tags: carried, ...post }) => ({
      ...postRecord(post),
      contents: served(post.contents),
      tagIds: carried.map((tag) => tag._id),
    })),
    users: users.map(({ biography, ...user }) => ({ ...userRecord(user), bio: biography?.markdown ?? "" })),
    sequences,
    revisions: revisions.filter(({ collectionName }) => collectionName === "Tags"),
    tags: tags.map((tag) => tagRecord({ createdAt: new Date(0).toISOString(), ...tag })),
  };
  return { lesswrong };
}

/** Removes fields that the API does not serve. */
function served(contents: Contents | null): Contents | null {
  if (contents === null) return null;
  const { html, markdown, version, editedAt, wordCount } = contents;
  return { html, markdown, version, editedAt, wordCount };
}

async function readRecords<T>(path: string): Promise<readonly T[]> {
  const text = gunzipSync(await readFile(path)).toString("utf8");
  return text
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as T);
}
