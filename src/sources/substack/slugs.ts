import type { OriginalIds } from "../../forum/original-ids.ts";
import type { Site } from "../../forum/site.ts";
import { postReference } from "./ids.ts";
import type { RawPost } from "./records.ts";

const mostKnown = 10_000;

type Named = Pick<RawPost, "id" | "slug">;

/** Remembers the words in the addresses of posts: a post is asked for by these, while its id is what never changes. */
export class Slugs {
  readonly #site: Site;
  readonly #ids: OriginalIds;
  readonly #known = new Map<number, string>();

  constructor(site: Site, ids: OriginalIds) {
    this.#site = site;
    this.#ids = ids;
  }

  /** Notes posts that a follow may be about to need, in the database as well. */
  async keep(posts: readonly Named[]): Promise<void> {
    this.note(posts);
    if (posts.length === 0) return;
    await this.#ids.keep(new Map(posts.map(({ id, slug }) => [postReference(this.#site, id), slug])));
  }

  /** Notes posts for as long as this process runs. */
  note(posts: readonly Named[]): void {
    for (const { id, slug } of posts) {
      this.#known.delete(id);
      this.#known.set(id, slug);
    }
    for (const oldest of this.#known.keys()) {
      if (this.#known.size <= mostKnown) break;
      this.#known.delete(oldest);
    }
  }

  async get(post: number): Promise<string | undefined> {
    return this.#known.get(post) ?? (await this.#ids.get(postReference(this.#site, post)));
  }
}
