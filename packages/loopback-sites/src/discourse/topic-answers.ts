import type { SiteAnswer } from "../http/site-request.ts";
import { invalidAccess, notFound } from "./answers.ts";
import { type ForumContent, isServed } from "./forum-content.ts";
import type { PostRecord, TopicRecord } from "./records.ts";
import { type TopicOptions, viewPost, viewTopic } from "./views.ts";

const chunkLength = 20;
const latestLength = 50;

/** Answers questions about topics and their posts. */
export class TopicAnswers {
  readonly #content: ForumContent;
  readonly #options: TopicOptions & { readonly hasNarrowPages: boolean };

  constructor(content: ForumContent, options: TopicOptions & { readonly hasNarrowPages: boolean }) {
    this.#content = content;
    this.#options = options;
  }

  topic(id: number): SiteAnswer {
    const topic = this.#readable(id);
    return topic === undefined ? notFound : { body: viewTopic(this.#content, topic, this.#options) };
  }

  idFor(slug: string): SiteAnswer {
    const topic = [...this.#content.topics.values()].find((one) => one.slug === slug);
    if (topic === undefined || !this.#content.isPublic(topic)) return notFound;
    return { body: { slug, topic_id: topic.id, url: `/t/${slug}/${topic.id}` } };
  }

  /** Posts of a topic: those with the given ids, or the next ones after a number or, if that is gone, after the closest one. */
  posts(id: number, query: URLSearchParams): SiteAnswer {
    if (this.#readable(id) === undefined) return notFound;
    const all = this.#content.postsOf(id);
    const ids = query.getAll("post_ids[]").map(Number);
    const start = this.#closest(id, Number(query.get("post_number") ?? 0));
    const chosen =
      ids.length > 0
        ? all.filter((post) => ids.includes(post.id))
        : query.get("asc") === "true"
          ? all.filter(({ order }) => order > start).slice(0, chunkLength)
          : all.filter(({ order }) => order < start).slice(-chunkLength);
    return { body: { post_stream: { posts: chosen.map((post) => this.#view(post)) }, id } };
  }

  post(id: number): SiteAnswer {
    return this.#single(this.#content.posts.get(id));
  }

  byNumber(topic: number, number: number): SiteAnswer {
    const posts = [...this.#content.posts.values()];
    return this.#single(posts.find((post) => post.topic === topic && post.number === number));
  }

  /** The newest posts of the forum. Old releases look only at fifty ids, whatever they belong to. */
  latest(before: number | undefined): SiteAnswer {
    const { hasNarrowPages } = this.#options;
    const ids = [...this.#content.posts.keys()].sort((a, b) => b - a);
    const last = before ?? (ids[0] ?? 0) + (hasNarrowPages ? 0 : 1);
    const isOnPage = (id: number) => (hasNarrowPages ? id <= last && id > last - latestLength : id < last);
    const posts = ids
      .filter(isOnPage)
      .map((id) => this.#content.post(id))
      .filter((post) => this.#isPolled(post))
      .slice(0, latestLength);
    return { body: { latest_posts: posts.map((post) => ({ ...this.#view(post), raw: "…" })) } };
  }

  /** The place of the post with a number, or with the number closest to it, deleted ones included. */
  #closest(topic: number, number: number): number {
    let closest: PostRecord | undefined;
    for (const post of this.#content.posts.values()) {
      if (post.topic !== topic) continue;
      const isCloser = Math.abs(post.number - number) < Math.abs((closest?.number ?? Infinity) - number);
      if (isCloser) closest = post;
    }
    return closest?.order ?? 0;
  }

  #single(post: PostRecord | undefined): SiteAnswer {
    if (post === undefined || post.isDeleted || this.#content.topic(post.topic).isDeleted) return notFound;
    const isPublic = this.#content.isPublic(this.#content.topic(post.topic)) && isServed(post);
    return isPublic ? { body: this.#view(post) } : invalidAccess;
  }

  #isPolled(post: PostRecord): boolean {
    const topic = this.#content.topic(post.topic);
    return post.type === 1 && isServed(post) && topic.isListed && this.#content.isPublic(topic);
  }

  #readable(id: number): TopicRecord | undefined {
    const topic = this.#content.topics.get(id);
    return topic !== undefined && this.#content.isPublic(topic) ? topic : undefined;
  }

  #view(post: PostRecord): object {
    return viewPost(this.#content, post);
  }
}
