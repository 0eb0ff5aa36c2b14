import type { SiteAnswer } from "../http/site-request.ts";
import { notFound, redirect } from "./answers.ts";
import { type ForumContent, isServed } from "./forum-content.ts";
import type { PostRecord, UserRecord } from "./records.ts";
import { viewAccount, viewPost } from "./views.ts";

const activityLength = 50;
const actionsLength = 30;

/** Answers questions about people. */
export class UserAnswers {
  readonly #content: ForumContent;
  readonly #options: { readonly closesProfiles: boolean; readonly folder: string };

  constructor(content: ForumContent, options: { readonly closesProfiles: boolean; readonly folder: string }) {
    this.#content = content;
    this.#options = options;
  }

  page(name: string): SiteAnswer {
    const user = this.#content.named(name);
    if (this.#options.closesProfiles) return redirect(`${this.#options.folder}/login`);
    if (user === undefined) return notFound;
    const account = viewAccount(user);
    if (user.isClosed) return { body: { user: { ...account, profile_hidden: true } } };
    const bio = user.bio === "" ? {} : { bio_cooked: user.bio };
    const created_at = new Date(user.createdAt).toISOString();
    return { body: { user: { ...account, created_at, trust_level: 2, ...bio } } };
  }

  summary(name: string): SiteAnswer {
    const user = this.#open(name);
    if (user === undefined) return notFound;
    const posts = this.#postsOf(user);
    const topic_count = posts.filter(({ number }) => number === 1).length;
    const counts = { topic_count, post_count: posts.length - topic_count, likes_received: 0 };
    return { body: { user_summary: counts } };
  }

  activity(name: string): SiteAnswer {
    const user = this.#open(name);
    if (user === undefined) return notFound;
    const posts = this.#postsOf(user).slice(0, activityLength);
    return { body: posts.map((post) => viewPost(this.#content, post)) };
  }

  actions(query: URLSearchParams): SiteAnswer {
    const user = this.#open(query.get("username") ?? "");
    const filter = (query.get("filter") ?? "").split(",");
    const offset = Number(query.get("offset") ?? 0);
    if (user === undefined) return notFound;
    const actions = this.#postsOf(user)
      .map((post) => ({
        ...{ action_type: post.number === 1 ? 4 : 5, post_id: post.id, topic_id: post.topic },
        ...{ post_number: post.number, username: user.username, excerpt: "…" },
      }))
      .filter(({ action_type }) => filter.includes(String(action_type)))
      .slice(offset, offset + actionsLength);
    return { body: { user_actions: actions } };
  }

  cards(ids: readonly number[]): SiteAnswer {
    if (this.#options.closesProfiles) return redirect(`${this.#options.folder}/login`);
    const users = ids.flatMap((id) => this.#content.users.get(id) ?? []).filter(({ isGone }) => !isGone);
    return { body: { users: users.map(viewAccount) } };
  }

  #open(name: string): UserRecord | undefined {
    const user = this.#content.named(name);
    return user?.isClosed || this.#options.closesProfiles ? undefined : user;
  }

  /** Newest first. */
  #postsOf({ id }: UserRecord): readonly PostRecord[] {
    return [...this.#content.posts.values()]
      .filter((post) => post.user === id && post.type === 1 && isServed(post))
      .filter((post) => this.#content.isPublic(this.#content.topic(post.topic)))
      .sort((a, b) => b.id - a.id);
  }
}
