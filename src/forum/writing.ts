import type { Author } from "./author.ts";
import { noBody } from "./body.ts";
import type { Comment } from "./comment.ts";
import type { Post } from "./post.ts";
import { isReferenceTo, type Reference } from "./reference.ts";

export type WritingReference = Reference<"comment" | "post" | "tag">;

export type WritingKind = "comment" | "post";

/** A text that can be quoted and answered: a comment, or the opening of a post. */
export interface Writing
  extends Pick<
    Comment,
    | "author"
    | "postedAtMs"
    | "editedAtMs"
    | "body"
    | "revision"
    | "scores"
    | "agreement"
    | "visibility"
    | "isRetracted"
    | "path"
  > {
  readonly reference: WritingReference;
}

/** The first paragraphs of a post. */
export interface Opening extends Writing {
  readonly reference: Reference<"post" | "tag">;
  readonly coauthors: readonly Author[];
}

/** A wiki page counts as a post. */
export function kindOfWriting({ reference }: Pick<Writing, "reference">): WritingKind {
  return isReferenceTo(reference, "comment") ? "comment" : "post";
}

/** Returns when the text was edited; `undefined` if it was not, or the site does not say. */
export function editedSince({
  postedAtMs,
  editedAtMs,
}: Pick<Writing, "postedAtMs" | "editedAtMs">): number | undefined {
  return editedAtMs === undefined || editedAtMs <= (postedAtMs ?? 0) ? undefined : editedAtMs;
}

/** Empty for a post from a listing, which leaves the opening out. */
export function openingOf(post: Post): Opening {
  return {
    ...post,
    body: post.opening ?? noBody,
    revision: "",
    agreement: undefined,
    isRetracted: false,
  };
}
