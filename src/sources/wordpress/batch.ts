import { formatReference, type Reference } from "../../forum/reference.ts";
import type { Site } from "../../forum/site.ts";
import type { CommentBatch } from "../source.ts";
import type { List } from "./ask-for-list.ts";
import { toComment } from "./convert-comment.ts";
import type { RawComment } from "./records.ts";

/** Rows of a list: those that were read, and the ids of the others. */
type Rows = Pick<List<RawComment>, "records" | "unreadable">;

/** Makes a batch of listed comments. Their posts and the comments that they answer come with the readings of the threads. */
export function toBatch(rows: Rows, site: Site): CommentBatch {
  return {
    comments: rows.records.flatMap((raw) => toComment(raw, site) ?? []),
    threads: [],
    parents: [],
    unreadable: unreadableIn(rows, site),
    isComplete: !rows.unreadable.includes(undefined),
  };
}

export function unreadableIn({ unreadable }: Rows, { database }: Site): readonly Reference<"comment">[] {
  return unreadable.flatMap((id) =>
    id === undefined ? [] : formatReference(database, "comment", String(id)),
  );
}

/** The answer to a question that a blog with a closed API cannot be asked. */
export const unknownBatch: CommentBatch = {
  comments: [],
  threads: [],
  parents: [],
  unreadable: [],
  isComplete: false,
};
