import type { LoopbackForum } from "loopback-forum/loopback-forum.ts";
import type { SmallSite } from "../sites/small-site.ts";
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

const plainRemarks = [
  "I read this on the train and missed my stop.",
  "Who kept the notes, and did anybody read them before the argument started?",
  "We tried this at home. It works in winter, and nobody knows why.",
];

/** A person who comments on the loopback forum and on the small sites while someone watches the page. */
export class PassingReader {
  readonly #forum: LoopbackForum;
  readonly #sites: ReadonlyMap<string, SmallSite>;
  /** Their comments on small sites, by discussion; those that are deleted are gone from here. */
  readonly #numbers = new Map<string, number[]>();
  /** Existing comments, oldest first, by post. */
  readonly #comments = new Map<string, string[]>();
  #count = 0;

  constructor(forum: LoopbackForum, sites: readonly SmallSite[]) {
    this.#forum = forum;
    this.#sites = new Map(sites.map((site) => [site.discussion.url, site]));
  }

  /** Lists what the reader can do with their latest comment on a post. */
  actions(postId: string): readonly ("edit" | "delete")[] {
    const site = this.#sites.get(postId);
    const own = site === undefined ? this.#comments.get(postId) : this.#numbers.get(postId);
    if (own === undefined || own.length === 0) return [];
    return site !== undefined && site.remove === undefined ? ["edit"] : ["edit", "delete"];
  }

  /** @throws {TypingError} if there is nothing left to edit or delete */
  act(action: ReaderAction, postId: string): void {
    const site = this.#sites.get(postId);
    if (site !== undefined) this.#actOn(site, action);
    else if (action === "add") this.#add(postId);
    else {
      const id = this.#comments.get(postId)?.at(-1);
      if (id === undefined) throw new TypingError("The reader has no comment there. Add one first");
      if (action === "edit") this.#edit(id);
      else this.#delete(postId, id);
    }
  }

  /** Does the same on a small site, in plain words: each kind has markup of its own. */
  #actOn(site: SmallSite, action: ReaderAction): void {
    const { url } = site.discussion;
    const own = this.#numbers.get(url) ?? [];
    const last = own.at(-1);
    if (action === "add") {
      const text = plainRemarks[this.#count % plainRemarks.length] ?? "";
      const answers = this.#count % 2 === 1 ? (last ?? 0) : 0;
      this.#count += 1;
      this.#numbers.set(url, [...own, site.add(text, readerName, answers)]);
      return;
    }
    if (last === undefined) throw new TypingError("The reader has no comment there. Add one first");
    if (action === "edit") {
      site.edit(last, `${plainRemarks[last % plainRemarks.length]} Edit: I have slept over it.`);
      return;
    }
    if (site.remove === undefined) throw new TypingError("The bot cannot notice deletions on that site");
    site.remove(last);
    this.#numbers.set(url, own.slice(0, -1));
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
