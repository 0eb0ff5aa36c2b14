import type { OriginalIds } from "../../forum/original-ids.ts";
import { originalId, type Reference } from "../../forum/reference.ts";
import type { Site } from "../../forum/site.ts";
import type { FeedComment } from "./comments-in.ts";
import { commentReference, postReference } from "./convert.ts";
import { placeKey } from "./page-address.ts";

const mostKnown = 10_000;

/** Remembers what references stand for: nearly all ids of feeds are addresses, which are too long for a reference. */
export class KnownIds {
  readonly #site: Site;
  readonly #originalIds: OriginalIds;
  /** Comments by the key of their address, since this process started. */
  readonly #comments = new Map<string, Reference<"comment">>();
  readonly #pages = new Map<Reference, string>();
  readonly #kept = new Set<Reference>();

  constructor(site: Site, originalIds: OriginalIds) {
    this.#site = site;
    this.#originalIds = originalIds;
  }

  /** Notes the ids of comments and the addresses of their pages. */
  async note(comments: readonly FeedComment[]): Promise<void> {
    const ids = new Map<Reference, string>();
    for (const { id, link, page } of comments) {
      const reference = commentReference(this.#site, id);
      if (link !== undefined) remember(this.#comments, placeKey(link), reference);
      ids.set(reference, id);
      ids.set(this.#notePage(page), page);
    }
    await this.#keep(ids);
  }

  /** Notes the address of a page, and returns the page's reference. */
  async notePage(page: string): Promise<Reference<"post">> {
    const reference = this.#notePage(page);
    await this.#keep(new Map([[reference, page]]));
    return reference;
  }

  commentAt(address: string): Reference<"comment"> | undefined {
    return this.#comments.get(placeKey(address));
  }

  /** Finds the address of a page; `undefined` if the database has lost it. */
  async addressOf(page: Reference<"post" | "tag">): Promise<string | undefined> {
    const known = this.#pages.get(page);
    if (known !== undefined) return known;
    const written = originalId(page);
    if (written !== undefined) return `${new URL(this.#site.url).protocol}//${written}`;
    return await this.#originalIds.get(page);
  }

  #notePage(page: string): Reference<"post"> {
    const reference = postReference(this.#site, page);
    remember(this.#pages, reference, page);
    return reference;
  }

  /** Stores the ids that a reference cannot hold, each once. */
  async #keep(ids: ReadonlyMap<Reference, string>): Promise<void> {
    const isNew = (reference: Reference) => !this.#kept.has(reference) && originalId(reference) === undefined;
    const added = new Map([...ids].filter(([reference]) => isNew(reference)));
    if (added.size === 0) return;
    await this.#originalIds.keep(added);
    if (this.#kept.size + added.size > mostKnown) this.#kept.clear();
    for (const reference of added.keys()) this.#kept.add(reference);
  }
}

function remember<K, V>(known: Map<K, V>, key: K, value: V): void {
  known.delete(key);
  known.set(key, value);
  const [oldest] = known.keys();
  if (known.size > mostKnown && oldest !== undefined) known.delete(oldest);
}
