import type { CategoryRecord, PostRecord, TopicRecord, UserRecord } from "./records.ts";

interface NewTopic {
  readonly title: string;
  readonly cooked?: string;
  readonly by?: string;
  readonly category?: number;
  readonly tags?: readonly string[];
}

interface NewPost {
  readonly topic: number;
  readonly cooked?: string;
  readonly by?: string;
  /** The number of the post that it answers. */
  readonly answers?: number | undefined;
  readonly type?: number;
}

/** Everything on a loopback forum, and how people change it. */
export class ForumContent {
  readonly topics = new Map<number, TopicRecord>();
  readonly posts = new Map<number, PostRecord>();
  readonly users = new Map<number, UserRecord>();
  readonly categories = new Map<number, CategoryRecord>();
  readonly #now: () => number;
  #lastPost = 0;
  #lastMs = 0;

  constructor(now: () => number) {
    // No two things happen in the same millisecond.
    this.#now = () => {
      this.#lastMs = Math.max(now(), this.#lastMs + 1);
      return this.#lastMs;
    };
    this.addCategory({ name: "General", slug: "general" });
  }

  addCategory(given: Pick<CategoryRecord, "name" | "slug"> & Partial<CategoryRecord>): CategoryRecord {
    const id = this.categories.size + 1;
    const category = { parent: undefined, isPrivate: false, ...given, id };
    this.categories.set(id, category);
    return category;
  }

  /** Returns the account with a username, which is new if there is none. */
  user(username: string): UserRecord {
    const known = this.named(username);
    if (known !== undefined) return known;
    const id = this.users.size + 1;
    const names = { username, name: username.replaceAll(/[._-]/g, " ") };
    const user = { ...names, id, createdAt: this.#now(), bio: "", isGone: false, isClosed: false };
    this.users.set(id, user);
    return user;
  }

  named(username: string): UserRecord | undefined {
    const wanted = username.toLowerCase();
    return [...this.users.values()].find((user) => user.username.toLowerCase() === wanted && !user.isGone);
  }

  addTopic({
    title,
    cooked = "<p>Opening.</p>",
    by = "ann",
    category = 1,
    tags = [],
  }: NewTopic): TopicRecord {
    const slug =
      title
        .toLowerCase()
        .replaceAll(/[^a-z0-9]+/g, "-")
        .replaceAll(/^-|-$/g, "") || "topic";
    const topic: TopicRecord = {
      ...{ id: this.topics.size + 1, title, slug, user: this.user(by).id, createdAt: this.#now() },
      ...{ category, tags, isClosed: false, isArchived: false, isListed: true, isDeleted: false, highest: 0 },
    };
    this.topics.set(topic.id, topic);
    this.addPost({ topic: topic.id, cooked, by });
    return topic;
  }

  addPost({ topic, cooked = "<p>Words.</p>", by = "bob.k", answers, type = 1 }: NewPost): PostRecord {
    const within = this.topic(topic);
    within.highest += 1;
    this.#lastPost += 1;
    const post: PostRecord = {
      ...{
        id: this.#lastPost,
        topic,
        number: within.highest,
        order: within.highest,
        type,
        user: this.user(by).id,
        answers,
      },
      ...{ createdAt: this.#now(), updatedAt: this.#now(), cooked: type === 3 ? "" : cooked, version: 1 },
      ...{ isHidden: false, isUserDeleted: false, isDeleted: false, likes: 0, reactions: [] },
    };
    this.posts.set(post.id, post);
    return post;
  }

  /** @param version false for an edit within minutes, which makes no new version */
  edit(post: PostRecord, cooked: string, { version = true } = {}): void {
    post.cooked = cooked;
    post.updatedAt = this.#now();
    if (version) post.version += 1;
  }

  /** Moves a post to the end of another topic, where it gets a new number. A notice takes its place. */
  move(post: PostRecord, to: number): void {
    const { topic, number } = post;
    const target = this.topic(to);
    target.highest += 1;
    Object.assign(post, { topic: to, number: target.highest, order: target.highest });
    const notice = this.addPost({ topic, type: 3 });
    this.topic(topic).highest -= 1;
    Object.assign(notice, { number, order: number });
  }

  topic(id: number): TopicRecord {
    const topic = this.topics.get(id);
    if (topic === undefined) throw new Error(`no topic ${id}`);
    return topic;
  }

  post(id: number): PostRecord {
    const post = this.posts.get(id);
    if (post === undefined) throw new Error(`no post ${id}`);
    return post;
  }

  /** The posts of a topic that visitors are served, in their order. */
  postsOf(topic: number): readonly PostRecord[] {
    return [...this.posts.values()]
      .filter((post) => post.topic === topic && isServed(post))
      .sort((a, b) => a.order - b.order);
  }

  /** Returns whether visitors may read a topic by its address. */
  isPublic({ isDeleted, category }: TopicRecord): boolean {
    return !isDeleted && this.categories.get(category)?.isPrivate !== true;
  }
}

/** Visitors get neither deleted posts nor whispers. */
export function isServed({ isDeleted, type }: PostRecord): boolean {
  return !isDeleted && type !== 4;
}
