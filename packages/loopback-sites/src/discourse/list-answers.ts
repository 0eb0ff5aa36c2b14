import type { SiteAnswer } from "../http/site-request.ts";
import { notFound, redirect } from "./answers.ts";
import type { ForumContent } from "./forum-content.ts";
import type { CategoryRecord, TopicRecord } from "./records.ts";
import { type TopicOptions, viewAccount, viewCategory, viewListed } from "./views.ts";

const pageLength = 30;

/** Answers questions about lists of topics: of the forum, a category, a tag. */
export class ListAnswers {
  readonly #content: ForumContent;
  readonly #options: Pick<TopicOptions, "hasTagObjects"> & { readonly folder: string };

  constructor(
    content: ForumContent,
    options: Pick<TopicOptions, "hasTagObjects"> & { readonly folder: string },
  ) {
    this.#content = content;
    this.#options = options;
  }

  latest(query: URLSearchParams): SiteAnswer {
    return this.#list(() => true, query);
  }

  tag(name: string, query: URLSearchParams): SiteAnswer {
    const carries = ({ tags }: TopicRecord) => tags.some((tag) => tag.toLowerCase() === name.toLowerCase());
    return [...this.#content.topics.values()].some(carries) ? this.#list(carries, query) : notFound;
  }

  category(id: number): SiteAnswer {
    const category = this.#visible(id);
    return category === undefined ? notFound : { body: { category: viewCategory(category) } };
  }

  /** The newest topics of a category and those inside it. A wrong name in the address leads to the right one. */
  categoryList(slugs: readonly string[], id: number, query: URLSearchParams): SiteAnswer {
    const category = this.#visible(id);
    if (category === undefined) return notFound;
    const right = this.#slugs(category);
    if (slugs.join("/") !== right.join("/"))
      return redirect(`${this.#options.folder}/c/${[...right, id].join("/")}/l/latest.json?${query}`);
    const inside = (topic: TopicRecord) => this.#chain(topic.category).some((one) => one.id === id);
    return this.#list(inside, query);
  }

  #list(isWanted: (topic: TopicRecord) => boolean, query: URLSearchParams): SiteAnswer {
    const start = Number(query.get("page") ?? 0) * pageLength;
    const all = [...this.#content.topics.values()]
      .filter((topic) => topic.isListed && this.#content.isPublic(topic) && isWanted(topic))
      .sort((a, b) => b.createdAt - a.createdAt || b.id - a.id);
    const topics = all.slice(start, start + pageLength);
    const users = new Set(topics.flatMap(({ user }) => this.#content.users.get(user) ?? []));
    return {
      body: {
        users: [...users].filter(({ isGone }) => !isGone).map(viewAccount),
        topic_list: {
          can_create_topic: false,
          ...(all.length > start + pageLength ? { more_topics_url: "/latest?page=1" } : {}),
          per_page: pageLength,
          topics: topics.map((topic) => viewListed(this.#content, topic, this.#options)),
        },
      },
    };
  }

  #visible(id: number): CategoryRecord | undefined {
    const category = this.#content.categories.get(id);
    return category?.isPrivate ? undefined : category;
  }

  #slugs(category: CategoryRecord): readonly string[] {
    return this.#chain(category.id)
      .map(({ slug }) => slug)
      .reverse();
  }

  #chain(id: number | undefined): readonly CategoryRecord[] {
    const category = id === undefined ? undefined : this.#content.categories.get(id);
    return category === undefined ? [] : [category, ...this.#chain(category.parent)];
  }
}
