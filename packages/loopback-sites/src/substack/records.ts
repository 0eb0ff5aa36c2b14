/** A comment, as the publication keeps it. */
export interface CommentRecord {
  readonly id: number;
  readonly post: number;
  readonly parent: number | undefined;
  readonly user: UserRecord;
  readonly date: string;
  edited: string | null;
  body: string;
  /** The document of the editor, for a comment with formatting. */
  document?: object;
  /** `held` waits for a moderator. `gone` was deleted by its author. */
  state: "published" | "held" | "gone" | "moderator_removed" | "user_banned";
  likes: number;
}

export interface UserRecord {
  readonly id: number;
  readonly name: string;
  /** `null` for an old account. */
  readonly handle: string | null;
}

export interface PostRecord {
  readonly id: number;
  readonly slug: string;
  title: string;
  readonly subtitle: string;
  readonly html: string;
  readonly date: string;
  readonly type: "newsletter" | "podcast" | "thread";
  audience: "everyone" | "only_paid" | "only_free";
  whoMayComment: "everyone" | "only_paid" | "none";
}
