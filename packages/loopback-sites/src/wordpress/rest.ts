import type { SiteAnswer } from "../http/site-request.ts";
import type { Blog } from "./blog.ts";
import { CommentRoutes } from "./comment-routes.ts";
import { fieldsOf } from "./fields.ts";
import { answerList } from "./list.ts";
import { PostRoutes } from "./post-routes.ts";
import type { Presenter } from "./present.ts";
import type { BlogTerm, BlogUser } from "./records.ts";
import { RestRefusal } from "./refusal.ts";

/** The API of a blog, as visitors may use it. https://developer.wordpress.org/rest-api/reference/ */
export class Rest {
  readonly #blog: Blog;
  readonly #present: Presenter;
  readonly #comments: CommentRoutes;
  readonly #posts: PostRoutes;

  constructor(blog: Blog, present: Presenter) {
    this.#blog = blog;
    this.#present = present;
    this.#comments = new CommentRoutes(blog, present);
    this.#posts = new PostRoutes(blog, present);
  }

  /** @param route without the version, such as `posts/4` */
  answer(route: string, query: URLSearchParams, address: string): SiteAnswer {
    try {
      return this.#answer(route, query, address);
    } catch (error) {
      if (error instanceof RestRefusal) return error.answer;
      throw error;
    }
  }

  #answer(route: string, query: URLSearchParams, address: string): SiteAnswer {
    if (this.#blog.isClosed)
      throw new RestRefusal(401, "rest_not_logged_in", "You are not currently logged in.");
    const [area = "", number, ...rest] = route.split("/");
    const id = number === undefined ? undefined : Number(number);
    if (rest.length > 0 || Number.isNaN(id)) throw noRoute();
    switch (area) {
      case "comments":
        return id === undefined ? this.#comments.list(query, address) : this.#comments.one(id, query);
      case "posts":
      case "pages": {
        const type = area === "posts" ? "post" : "page";
        return id === undefined ? this.#posts.list(type, query, address) : this.#posts.one(type, id, query);
      }
      case "categories":
      case "tags":
        return this.#terms(area === "categories" ? "category" : "post_tag", id, query, address);
      case "users":
        return this.#users(id, query, address);
      default:
        throw noRoute();
    }
  }

  #terms(
    taxonomy: BlogTerm["taxonomy"],
    id: number | undefined,
    query: URLSearchParams,
    address: string,
  ): SiteAnswer {
    const all = [...this.#blog.terms.values()].filter((term) => term.taxonomy === taxonomy);
    if (id !== undefined) {
      const term = all.find((one) => one.id === id);
      if (term === undefined) throw new RestRefusal(404, "rest_term_invalid", "Term does not exist.");
      return { body: fieldsOf(this.#present.term(term), query) };
    }
    const slug = query.get("slug");
    const found = all.filter((term) => slug === null || term.slug === slug);
    return answerList(
      { all: found, show: (term) => this.#present.term(term), refusesPastEnd: false },
      query,
      address,
    );
  }

  /** Visitors see only the users who have published something. */
  #users(id: number | undefined, query: URLSearchParams, address: string): SiteAnswer {
    if (this.#blog.hidesUsers)
      throw new RestRefusal(401, "rest_user_cannot_view", "Sorry, you are not allowed to list users.");
    const hasPosts = (user: BlogUser) =>
      [...this.#blog.posts.values()].some(({ author, status }) => author === user.id && status === "publish");
    if (id !== undefined) {
      const user = this.#blog.users.get(id);
      if (user === undefined) throw new RestRefusal(404, "rest_user_invalid_id", "Invalid user ID.");
      if (!hasPosts(user))
        throw new RestRefusal(401, "rest_user_cannot_view", "Sorry, you are not allowed to list users.");
      return { body: fieldsOf(this.#present.user(user), query) };
    }
    const slug = query.get("slug");
    const found = [...this.#blog.users.values()].filter(
      (user) => hasPosts(user) && (slug === null || user.slug === slug),
    );
    return answerList(
      { all: found, show: (user) => this.#present.user(user), refusesPastEnd: false },
      query,
      address,
    );
  }
}

function noRoute(): RestRefusal {
  return new RestRefusal(404, "rest_no_route", "No route was found matching the URL and request method.");
}
