import type { SiteAnswer } from "../http/site-request.ts";
import type { Blog } from "./blog.ts";
import { fieldsOf } from "./fields.ts";
import { answerList, numbersIn } from "./list.ts";
import type { Presenter } from "./present.ts";
import type { BlogComment, BlogPost } from "./records.ts";
import { forbiddenParameter, RestRefusal } from "./refusal.ts";

/** Parameters that only moderators may use. */
const forbidden: readonly string[] = ["author", "author_exclude", "author_email"];
const orders = ["id", "date", "date_gmt"] as const;

/** The routes `comments` and `comments/<id>`. */
export class CommentRoutes {
  readonly #blog: Blog;
  readonly #present: Presenter;

  constructor(blog: Blog, present: Presenter) {
    this.#blog = blog;
    this.#present = present;
  }

  one(id: number, query: URLSearchParams): SiteAnswer {
    const comment = this.#blog.comments.get(id);
    if (comment === undefined) throw new RestRefusal(404, "rest_comment_invalid_id", "Invalid comment ID.");
    const post = this.#blog.posts.get(comment.post);
    if (post === undefined) throw new RestRefusal(404, "rest_post_invalid_id", "Invalid post ID.");
    if (query.get("context") === "edit")
      throw new RestRefusal(401, "rest_forbidden_context", "Sorry, you are not allowed to edit comments.");
    if (comment.status !== "approved" || !isReadable(post))
      throw new RestRefusal(401, "rest_cannot_read", "Sorry, you are not allowed to read this comment.");
    return { body: fieldsOf(this.#present.comment(comment, post), query) };
  }

  list(query: URLSearchParams, address: string): SiteAnswer {
    for (const name of forbidden) if (query.has(name)) throw forbiddenParameter(name);
    if (!["comment", null].includes(query.get("type"))) throw forbiddenParameter("type");
    if (!["approve", null].includes(query.get("status"))) throw forbiddenParameter("status");
    const posts = numbersIn(query, "post");
    for (const id of posts ?? []) {
      const post = this.#blog.posts.get(id);
      if (post !== undefined && !isReadable(post))
        throw new RestRefusal(
          401,
          "rest_cannot_read_post",
          "Sorry, you are not allowed to read the post for this comment.",
        );
    }
    const include = numbersIn(query, "include");
    const parents = numbersIn(query, "parent");
    const all = [...this.#blog.comments.values()].filter(
      ({ id, post, parent, status, type }) =>
        status === "approved" &&
        type === "comment" &&
        (posts?.includes(post) ?? true) &&
        (include?.includes(id) ?? true) &&
        (parents?.includes(parent) ?? true),
    );
    return answerList(
      { all: sorted(all, query), show: (comment) => this.#show(comment), refusesPastEnd: false },
      query,
      address,
    );
  }

  #show(comment: BlogComment): object | undefined {
    const post = this.#blog.posts.get(comment.post);
    return post !== undefined && isReadable(post) ? this.#present.comment(comment, post) : undefined;
  }
}

/** Returns whether visitors see the comments of a post. */
function isReadable({ status, password }: BlogPost): boolean {
  return status === "publish" && password === "";
}

function sorted(comments: readonly BlogComment[], query: URLSearchParams): readonly BlogComment[] {
  const orderBy = query.get("orderby") ?? "date_gmt";
  if (!orders.some((order) => order === orderBy))
    throw new RestRefusal(400, "rest_invalid_param", "Invalid parameter(s): orderby");
  const oldestFirst = [...comments].sort((a, b) => (orderBy === "id" ? 0 : a.date - b.date) || a.id - b.id);
  return query.get("order") === "asc" ? oldestFirst : oldestFirst.reverse();
}
