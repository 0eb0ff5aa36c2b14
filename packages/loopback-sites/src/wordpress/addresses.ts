import type { BlogComment, BlogPost, BlogTerm, BlogUser } from "./records.ts";

/** The addresses of a blog's pages and of the routes of its API. */
export class Addresses {
  readonly home: string;
  /** Ends with a slash. */
  readonly api: string;
  readonly #isPlain: boolean;

  constructor(home: string, { isPlain }: { readonly isPlain: boolean }) {
    this.home = home;
    this.api = isPlain ? `${home}/?rest_route=/` : `${home}/wp-json/`;
    this.#isPlain = isPlain;
  }

  route(path: string, query = ""): string {
    const address = `${this.api}wp/v2/${path}`;
    if (query === "") return address;
    return `${address}${this.#isPlain ? "&" : "?"}${query}`;
  }

  ofPost({ id, type, slug, date }: BlogPost): string {
    if (this.#isPlain) return `${this.home}/?${type === "page" ? "page_id" : "p"}=${id}`;
    const day = new Date(date * 1000).toISOString().slice(0, 10).replaceAll("-", "/");
    return type === "page" ? `${this.home}/${slug}/` : `${this.home}/${day}/${slug}/`;
  }

  ofComment(comment: BlogComment, post: BlogPost): string {
    return `${this.ofPost(post)}#comment-${comment.id}`;
  }

  ofUser({ id, slug }: BlogUser): string {
    return this.#isPlain ? `${this.home}/?author=${id}` : `${this.home}/author/${slug}/`;
  }

  ofTerm({ id, slug, taxonomy }: BlogTerm): string {
    if (this.#isPlain) return `${this.home}/?${taxonomy === "category" ? `cat=${id}` : `tag=${slug}`}`;
    return `${this.home}/${taxonomy === "category" ? "category" : "tag"}/${slug}/`;
  }
}
