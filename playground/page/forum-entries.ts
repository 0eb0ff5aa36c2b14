import type { LoopbackForum } from "loopback-forum/loopback-forum.ts";
import type { SmallSite } from "../sites/small-site.ts";

/** Something on the sample forum, or on another small site, that can be followed. */
export interface ForumEntry {
  readonly kind: "discussion" | "post" | "question" | "quick takes" | "author" | "sequence" | "wiki page";
  readonly id: string;
  readonly title: string;
  readonly by: string;
  readonly site: string;
  readonly url: string;
  readonly comments: number;
  /** The post that a reader can comment on. */
  readonly postId: string | undefined;
  /** How often the bot asks for new comments, if that is slower than a few seconds. */
  readonly asked?: string;
}

const sites: Readonly<
  Record<string, { readonly title: string; readonly url: string; readonly wiki: string }>
> = {
  lesswrong: { title: "LessWrong", url: "https://www.lesswrong.com", wiki: "w" },
  eaforum: { title: "EA Forum", url: "https://forum.effectivealtruism.org", wiki: "topics" },
};

/**
 * Lists everything that can be followed on the loopback forum: posts first, most discussed at the top. Entries keep the order in
 * which they were first seen, so nothing moves away under a pointer.
 */
export class ForumEntries {
  readonly #forum: LoopbackForum;
  readonly #sites: readonly SmallSite[];
  readonly #firstCounts = new Map<string, number>();

  constructor(forum: LoopbackForum, sites: readonly SmallSite[]) {
    this.#forum = forum;
    this.#sites = sites;
  }

  read(): readonly ForumEntry[] {
    const ofForum = Object.keys(sites).flatMap((name) => entriesOf(this.#forum, name));
    const entries = [...ofForum, ...this.#sites.map(entryOf)];
    for (const { id, comments } of entries) this.#firstCounts.set(id, this.#firstCounts.get(id) ?? comments);
    const rank = ({ id, postId }: ForumEntry) =>
      (postId === undefined ? 0 : 1_000_000) + (this.#firstCounts.get(id) ?? 0);
    return entries.toSorted((one, other) => rank(other) - rank(one));
  }
}

function entryOf({ title: site, discussion, asked, count }: SmallSite): ForumEntry {
  const { title, by, url } = discussion;
  return { kind: "discussion", id: url, title, by, site, url, comments: count(), postId: url, asked };
}

function entriesOf(forum: LoopbackForum, name: string): readonly ForumEntry[] {
  const site = sites[name];
  if (site === undefined) return [];
  const { posts, users, sequences, tags, comments } = forum.database(name);
  const shown = [...comments.values()].filter(
    ({ deleted, rejected, draft }) => !deleted && !rejected && !draft,
  );
  const counts = (key: (comment: (typeof shown)[number]) => string | null) =>
    Map.groupBy(shown, key) as ReadonlyMap<string | null, readonly unknown[]>;
  const [byPost, byUser, byTag] = [
    counts((one) => one.postId),
    counts((one) => one.userId),
    counts((one) => one.tagId),
  ];
  const nameOf = (userId: string | null) => users.get(userId ?? "")?.displayName || "an unnamed author";
  const common = { site: site.title, postId: undefined };
  return [
    ...[...posts.values()]
      .filter(({ draft, rejected, deletedDraft }) => !draft && !rejected && !deletedDraft)
      .map(({ _id, slug, title, userId, question, shortform }) => ({
        ...common,
        kind: question ? ("question" as const) : shortform ? ("quick takes" as const) : ("post" as const),
        id: _id,
        title,
        by: nameOf(userId),
        url: `${site.url}/posts/${_id}/${slug}`,
        comments: byPost.get(_id)?.length ?? 0,
        postId: _id,
      })),
    ...[...sequences.values()].map(({ _id, title, userId, chapters }) => ({
      ...common,
      kind: "sequence" as const,
      id: _id,
      title,
      by: nameOf(userId),
      url: `${site.url}/s/${_id}`,
      comments: chapters
        .flatMap(({ postIds }) => postIds)
        .reduce((sum, id) => sum + (byPost.get(id)?.length ?? 0), 0),
    })),
    ...[...tags.values()].map(({ _id, slug, name: title }) => ({
      ...common,
      kind: "wiki page" as const,
      id: _id,
      title,
      by: "",
      url: byTag.has(_id)
        ? `${site.url}/${site.wiki}/${slug}/discussion`
        : `${site.url}/${site.wiki}/${slug}`,
      comments: byTag.get(_id)?.length ?? 0,
    })),
    ...[...users.values()]
      .filter(({ _id, deleted }) => !deleted && byUser.has(_id))
      .map(({ _id, slug, displayName }) => ({
        ...common,
        kind: "author" as const,
        id: _id,
        title: displayName || "(an author without a name)",
        by: "",
        url: `${site.url}/users/${slug}`,
        comments: byUser.get(_id)?.length ?? 0,
      })),
  ];
}
