import type { SiteAnswer } from "../http/site-request.ts";
import type { Blog } from "./blog.ts";
import { fieldsOf } from "./fields.ts";
import { answerList, numbersIn } from "./list.ts";
import type { Presenter } from "./present.ts";
import type { BlogPost } from "./records.ts";
import { RestRefusal } from "./refusal.ts";

/** The routes `posts`, `posts/<id>`, `pages` and `pages/<id>`. */
export class PostRoutes {
  readonly #blog: Blog;
  readonly #present: Presenter;

  constructor(blog: Blog, present: Presenter) {
    this.#blog = blog;
    this.#present = present;
  }

  one(type: BlogPost["type"], id: number, query: URLSearchParams): SiteAnswer {
    const post = this.#blog.posts.get(id);
    if (post?.type !== type) throw new RestRefusal(404, "rest_post_invalid_id", "Invalid post ID.");
    if (post.status !== "publish")
      throw new RestRefusal(401, "rest_forbidden", "Sorry, you are not allowed to do that.");
    return { body: fieldsOf(this.#show(post, query), query) };
  }

  list(type: BlogPost["type"], query: URLSearchParams, address: string): SiteAnswer {
    const slug = query.get("slug");
    const authors = numbersIn(query, "author");
    const tags = numbersIn(query, "tags");
    const categories = this.#categoriesIn(query);
    const all = [...this.#blog.posts.values()]
      .filter(
        (post) =>
          post.type === type &&
          post.status === "publish" &&
          (slug === null || post.slug === slug) &&
          (authors?.includes(post.author) ?? true) &&
          (tags === undefined || post.tags.some((tag) => tags.includes(tag))) &&
          (categories === undefined || post.categories.some((category) => categories.includes(category))),
      )
      .sort((a, b) => b.date - a.date || b.id - a.id);
    const show = (post: BlogPost) => this.#show(post, query);
    return answerList({ all, show, refusesPastEnd: true }, query, address);
  }

  /** Reads `categories=2`, or the form that can ask for the categories below as well. */
  #categoriesIn(query: URLSearchParams): readonly number[] | undefined {
    const named = numbersIn(query, "categories") ?? numbersIn(query, "categories[terms]");
    if (named === undefined || query.get("categories[include_children]") !== "true") return named;
    const below = (parents: readonly number[]): readonly number[] => {
      const children = [...this.#blog.terms.values()].filter(({ parent }) => parents.includes(parent));
      return children.length === 0 ? parents : [...parents, ...below(children.map(({ id }) => id))];
    };
    return below(named);
  }

  #show(post: BlogPost, query: URLSearchParams): object {
    const record = this.#present.post(post);
    return query.has("_embed") ? { ...record, _embedded: this.#present.embedded(post) } : record;
  }
}
