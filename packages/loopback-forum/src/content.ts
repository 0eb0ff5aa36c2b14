import type {
  CommentRecord,
  PostRecord,
  RevisionRecord,
  SequenceRecord,
  TagRecord,
  UserRecord,
} from "./records.ts";

/** Records of one database, complete. */
export interface DatabaseContent {
  readonly users: readonly UserRecord[];
  readonly tags: readonly TagRecord[];
  readonly posts: readonly PostRecord[];
  readonly comments: readonly CommentRecord[];
  readonly sequences: readonly SequenceRecord[];
  /** Revisions of wiki pages. */
  readonly revisions: readonly RevisionRecord[];
}

/** The initial content of a forum, by database: `lesswrong`, `eaforum`. */
export type ForumContent = Readonly<Record<string, DatabaseContent>>;
