import type { SiteAnswer, SiteRequest } from "../http/site-request.ts";
import type { PublicationContent } from "./publication.ts";
import { postView, treeOf, viewOf } from "./views.ts";

const sorts: readonly string[] = ["oldest_first", "newest_first", "most_recent_first", "best_first"];
/** The most posts in an answer, whatever `limit` says. */
const longestPage = 12;

/** Answers as a publication does, which no document describes. */
export function answer({ path, query }: SiteRequest, content: PublicationContent): SiteAnswer {
  if (path === "/api/v1/archive") return archive(query, content);
  const slug = /^\/api\/v1\/posts\/([\w-]+)$/.exec(path)?.[1];
  if (slug !== undefined) {
    const post = [...content.posts.values()].find((each) => each.slug === slug);
    return post === undefined ? notFound : { body: postView(content, post, true) };
  }
  const id = /^\/api\/v1\/post\/(\d+)\/comments$/.exec(path)?.[1];
  if (id !== undefined) return comments(Number(id), query, content);
  return { status: 404, body: "<!DOCTYPE html><title>Page not found</title>" };
}

const notFound: SiteAnswer = { status: 404, body: { error: "Not found" } };

function invalid(param: string): SiteAnswer {
  return {
    status: 400,
    body: { errors: [{ location: "query", param, msg: "Invalid value" }], status: 400 },
  };
}

function archive(query: URLSearchParams, content: PublicationContent): SiteAnswer {
  const [offset, limit] = [Number(query.get("offset") ?? 0), Number(query.get("limit") ?? longestPage)];
  if (!["new", "top"].includes(query.get("sort") ?? "")) return invalid("sort");
  if (!Number.isInteger(offset) || offset < 0) return invalid("offset");
  if (!Number.isInteger(limit) || limit < 1) return invalid("limit");
  const posts = [...content.posts.values()].reverse();
  const page = posts.slice(offset, offset + Math.min(limit, longestPage));
  return { body: page.map((post) => postView(content, post, false)) };
}

function comments(post: number, query: URLSearchParams, content: PublicationContent): SiteAnswer {
  if (!content.posts.has(post)) return notFound;
  if (!query.has("token")) return invalid("token");
  if (!sorts.includes(query.get("sort") ?? "")) return invalid("sort");
  const isOpen = content.post(post).audience === "everyone" && !content.withholdsComments;
  if (!isOpen) return { body: { comments: [], automod_hidden_comments: [] } };
  const isOnlyTop = query.get("all_comments") !== "true";
  const held = [...content.comments.values()].filter(
    (comment) => comment.post === post && comment.state === "held",
  );
  return {
    body: {
      comments: treeOf(content, { post, above: [], isOnlyTop }),
      automod_hidden_comments: held.map((comment) => viewOf(content, comment, { children: [], path: "" })),
    },
  };
}
