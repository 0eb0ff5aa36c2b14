type PostStatus = "publish" | "private" | "draft" | "trash";
export type CommentStatus = "approved" | "hold" | "spam" | "trash";

/** A post or page. They share their ids. */
export interface BlogPost {
  readonly id: number;
  readonly type: "post" | "page";
  slug: string;
  /** HTML. */
  title: string;
  content: string;
  readonly author: number;
  /** In seconds since the epoch, like all dates of a blog. */
  readonly date: number;
  modified: number;
  status: PostStatus;
  /** Locks the text and the comments; empty for none. */
  password: string;
  takesComments: boolean;
  readonly categories: readonly number[];
  readonly tags: readonly number[];
}

export interface BlogComment {
  readonly id: number;
  readonly post: number;
  /** 0 at the top. */
  parent: number;
  /** 0 for visitors. */
  readonly author: number;
  readonly authorName: string;
  readonly date: number;
  /** HTML. */
  content: string;
  status: CommentStatus;
  readonly type: "comment" | "pingback" | "trackback";
}

export interface BlogUser {
  readonly id: number;
  readonly name: string;
  readonly slug: string;
  description: string;
}

export interface BlogTerm {
  readonly id: number;
  readonly taxonomy: "category" | "post_tag";
  /** HTML. */
  readonly name: string;
  readonly slug: string;
  /** 0 for tags and for top-level categories. */
  readonly parent: number;
}
