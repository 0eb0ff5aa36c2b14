import type { OriginalIds } from "../../forum/original-ids.ts";
import type { Tag } from "../../forum/post.ts";
import { encodeReference, originalId, type Reference } from "../../forum/reference.ts";
import type { Site } from "../../forum/site.ts";
import type { RawCategory } from "./records.ts";

/** No tag name contains a dot, so a category cannot be mistaken for a tag. */
const categoryMark = "category.";

/** The tag or category behind a reference. */
export type NamedTag =
  | { readonly kind: "category"; readonly id: number }
  | { readonly kind: "tag"; readonly name: string };

/** Makes references to tags and categories, and reads them. */
export class TagNames {
  readonly #site: Site;
  readonly #ids: OriginalIds;

  constructor(site: Site, ids: OriginalIds) {
    this.#site = site;
    this.#ids = ids;
  }

  ofTag(name: string): Tag {
    return { reference: this.referenceTo({ kind: "tag", name }), slug: name, name };
  }

  ofCategory({ id, name, slug }: RawCategory): Tag {
    return { reference: this.referenceTo({ kind: "category", id }), slug, name };
  }

  referenceTo(named: NamedTag): Reference<"tag"> {
    const id = named.kind === "tag" ? named.name.toLowerCase() : `${categoryMark}${named.id}`;
    return encodeReference(this.#site.database, "tag", id);
  }

  /** Stores the names of tags that are too long for a reference. */
  async keep(tags: readonly Tag[]): Promise<void> {
    const hashed = tags.filter(({ reference }) => originalId(reference) === undefined);
    if (hashed.length === 0) return;
    await this.#ids.keep(new Map(hashed.map(({ reference, name }) => [reference, name.toLowerCase()])));
  }

  /** `undefined` if the name of a long tag is no longer known. */
  async named(reference: Reference<"tag">): Promise<NamedTag | undefined> {
    const id = originalId(reference) ?? (await this.#ids.get(reference));
    if (id === undefined) return undefined;
    if (!id.startsWith(categoryMark)) return { kind: "tag", name: id };
    return { kind: "category", id: Number(id.slice(categoryMark.length)) };
  }
}
