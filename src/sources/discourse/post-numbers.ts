import type { RawPost } from "./records.ts";
import { isComment } from "./visibility.ts";

/** The comment with a number, by its id, or `none` if visitors see no comment with it. */
export type Numbered = number | "none";

/** Topics are forgotten, the oldest first, beyond this many numbers in all. */
const mostNumbers = 100_000;

/**
 * Remembers which comments have which numbers. An answer names only a number, a record needs an id, and a poll shows the answer
 * alone.
 */
export class PostNumbers {
  readonly #topics = new Map<number, Map<number, Numbered>>();
  #count = 0;

  note(post: RawPost): void {
    this.noteNumber(post.topic_id, post.post_number, isComment(post) ? post.id : "none");
  }

  noteNumber(topic: number, number: number, numbered: Numbered): void {
    const numbers = this.#topics.get(topic) ?? new Map<number, Numbered>();
    // The topic counts as the newest one again.
    this.#topics.delete(topic);
    this.#topics.set(topic, numbers);
    if (!numbers.has(number)) this.#count += 1;
    numbers.set(number, numbered);
    this.#forgetOld(topic);
  }

  get(topic: number, number: number): Numbered | undefined {
    return this.#topics.get(topic)?.get(number);
  }

  /** The known comments of a topic, as pairs of number and id. */
  commentsOf(topic: number): readonly (readonly [number: number, id: number])[] {
    return [...(this.#topics.get(topic) ?? [])].flatMap(([number, id]) =>
      id === "none" ? [] : [[number, id]],
    );
  }

  /** Replaces everything known about a topic by what a complete reading found. */
  replace(topic: number, posts: readonly RawPost[]): void {
    this.#count -= this.#topics.get(topic)?.size ?? 0;
    this.#topics.delete(topic);
    for (const post of posts) this.note(post);
  }

  #forgetOld(kept: number): void {
    for (const [topic, numbers] of this.#topics) {
      if (this.#count <= mostNumbers || topic === kept) return;
      this.#topics.delete(topic);
      this.#count -= numbers.size;
    }
  }
}
