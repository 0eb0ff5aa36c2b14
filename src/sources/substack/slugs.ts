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
  readonly #posts = new Map<string, number>();

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
      this.#posts.set(slug, id);
    }
    for (const [oldest, slug] of this.#known) {
      if (this.#known.size <= mostKnown) break;
      this.#known.delete(oldest);
      this.#posts.delete(slug);
    }
  }

  async get(post: number): Promise<string | undefined> {
    const known = this.#known.get(post) ?? (await this.#ids.get(postReference(this.#site, post)));
    if (known !== undefined) this.note([{ id: post, slug: known }]);
    return known;
  }

  /** Returns the id of the post at an address, if this process has seen it. */
  idAt(slug: string): number | undefined {
    return this.#posts.get(slug);
  }
}
