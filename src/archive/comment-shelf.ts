import type { Clock } from "../clock.ts";
import type { Comment } from "../forum/comment.ts";
import type { Reference } from "../forum/reference.ts";
import { renewComment, renewHistory } from "./old-records.ts";
import { type Kept, Shelf } from "./shelf.ts";
import type { Storage } from "./storage.ts";

/** A text that a comment had before its present one. */
export type EarlierText = Pick<Comment, "body" | "revision" | "editedAtMs">;

/** Earlier texts of a comment, newest first. */
export interface CommentHistory {
  readonly reference: Reference<"comment">;
  readonly texts: readonly EarlierText[];
}

/** Earlier texts kept for each comment. */
const mostTexts = 10;

/** Comments and their earlier texts, as far as the archive saw them. A comment that is no longer shown keeps no earlier texts. */
export class CommentShelf extends Shelf<Reference<"comment">, Comment> {
  readonly #histories: Shelf<Reference<"comment">, CommentHistory>;

  constructor(storage: Storage, clock: Pick<Clock, "now">) {
    super("comments", storage, clock, renewComment);
    this.#histories = new Shelf("comment-histories", storage, clock, renewHistory);
  }

  /** Newest first; empty for a comment whose text never changed. */
  async earlierTexts(reference: Reference<"comment">): Promise<readonly EarlierText[]> {
    return (await this.#histories.get(reference))?.texts ?? [];
  }

  override async put(comments: readonly Comment[]): Promise<void> {
    const kept = await this.getMany(comments.map(({ reference }) => reference));
    const gone = comments.filter(
      ({ reference, visibility }) =>
        visibility !== "visible" && kept.get(reference)?.visibility !== visibility,
    );
    await this.#histories.forget(gone.map(({ reference }) => reference));
    await this.#keepTexts(comments.flatMap((comment) => replaced(comment, kept.get(comment.reference))));
    await super.put(comments);
  }

  override async remove(references: readonly Reference<"comment">[]): Promise<void> {
    await this.#histories.remove(references);
    await super.remove(references);
  }

  async #keepTexts(comments: readonly Comment[]): Promise<void> {
    if (comments.length === 0) return;
    const known = await this.#histories.getMany(comments.map(({ reference }) => reference));
    await this.#histories.put(
      comments.map(({ reference, body, revision, editedAtMs }) => {
        const others = (known.get(reference)?.texts ?? []).filter((text) => text.body.text !== body.text);
        const texts = [{ body, revision, editedAtMs }, ...others].slice(0, mostTexts);
        return { reference, texts };
      }),
    );
  }
}

/** Returns the kept text if another is about to replace it. */
function replaced(comment: Comment, kept: Kept<Comment> | undefined): readonly Comment[] {
  const isEdited =
    kept?.visibility === "visible" &&
    comment.visibility === "visible" &&
    kept.body.text !== comment.body.text;
  return isEdited ? [kept] : [];
}
