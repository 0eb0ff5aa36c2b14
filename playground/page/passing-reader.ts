import type { LoopbackForum } from "loopback-forum/loopback-forum.ts";
import { TypingError } from "./command-line/typing-error.ts";

export type ReaderAction = "add" | "edit" | "delete";

const readerName = "A passing reader";

const remarks = [
  "<p>I read this on the train and missed my stop. The part that convinced me is the one you nearly left out.</p>",
  "<p>Two questions: <em>who</em> kept the notes, and did anybody read them <strong>before</strong> the argument started?</p>",
  "<blockquote><p>It was only ever a guess.</p></blockquote><p>Then say so in the title, please. I went looking for the data.</p>",
  "<p>We tried this at home, with these results:</p><ul><li>it works in winter</li><li>it does not work in the kitchen</li><li>nobody knows why</li></ul>",
  '<p>For those who skip to the end:</p><div class="spoilers"><p>It was the neighbour all along.</p></div>',
];

/** A person who comments on the loopback forum while someone watches the page. */
export class PassingReader {
  readonly #forum: LoopbackForum;
  /** Existing comments, oldest first, by post. */
  readonly #comments = new Map<string, string[]>();
  #count = 0;

  constructor(forum: LoopbackForum) {
    this.#forum = forum;
  }

  hasCommented(postId: string): boolean {
    return (this.#comments.get(postId)?.length ?? 0) > 0;
  }

  /** @throws {TypingError} if there is nothing left to edit or delete */
  act(action: ReaderAction, postId: string): void {
    if (action === "add") this.#add(postId);
    else {
      const id = this.#comments.get(postId)?.at(-1);
      if (id === undefined) throw new TypingError("The reader has no comment there. Add one first");
      if (action === "edit") this.#edit(id);
      else this.#delete(postId, id);
    }
  }

  /** Adds a comment. Every other one answers the one before it. On a page of quick takes, the page's author adds a take. */
  #add(postId: string): void {
    const own = this.#comments.get(postId) ?? [];
    const html = remarks[this.#count % remarks.length] ?? "";
    const page = this.#quickTakesPage(postId);
    const parentCommentId = page === undefined && this.#count % 2 === 1 ? own.at(-1) : undefined;
    this.#count += 1;
    const who = page === undefined ? { author: readerName } : { userId: page.userId, shortform: true };
    const where = parentCommentId === undefined ? { postId } : { postId, parentCommentId };
    const comment = this.#forum.addComment({ ...where, ...who, html });
    this.#comments.set(postId, [...own, comment._id]);
  }

  #edit(id: string): void {
    const html = this.#find(id)?.contents?.html ?? "";
    this.#forum.editComment(
      id,
      `${html}<p><em>Edit:</em> I have slept over it, and stand by every word but one.</p>`,
    );
  }

  #delete(postId: string, id: string): void {
    this.#forum.deleteComment(id, { isPublic: true });
    this.#comments.set(postId, (this.#comments.get(postId) ?? []).slice(0, -1));
  }

  #quickTakesPage(postId: string) {
    const post = this.#databases.map(({ posts }) => posts.get(postId)).find((one) => one !== undefined);
    return post?.shortform ? post : undefined;
  }

  #find(id: string) {
    return this.#databases.map(({ comments }) => comments.get(id)).find((comment) => comment !== undefined);
  }

  get #databases() {
    return ["lesswrong", "eaforum"].map((name) => this.#forum.database(name));
  }
}
