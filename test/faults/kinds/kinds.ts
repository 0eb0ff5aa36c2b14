import { LoopbackDiscourse } from "loopback-sites/discourse/loopback-discourse.ts";
import type { PostRecord } from "loopback-sites/discourse/records.ts";
import type { FeedComment } from "loopback-sites/feed/feed-content.ts";
import { FeedSite } from "loopback-sites/feed/feed-site.ts";
import { LoopbackHackerNews } from "loopback-sites/hackernews/loopback-hacker-news.ts";
import type { LemmyComment } from "loopback-sites/lemmy/lemmy-content.ts";
import { LemmySite } from "loopback-sites/lemmy/lemmy-site.ts";
import { LoopbackSubstack } from "loopback-sites/substack/loopback-substack.ts";
import { LoopbackWordpress } from "loopback-sites/wordpress/loopback-wordpress.ts";
import type { KindOfSite } from "./opened-site.ts";

const title = "A long discussion";
const html = (words: string) => `<p>${words}</p>`;

/** Numbers the ids that a site returns for new comments. */
class Added<T> {
  readonly #all: T[] = [];

  note(added: T): void {
    this.#all.push(added);
  }

  at(comment: number): T {
    const found = this.#all[comment];
    if (found === undefined) throw new Error(`there is no comment ${comment}`);
    return found;
  }
}

const hackernews: KindOfSite = {
  speed: 60,
  async open(now) {
    const site = await LoopbackHackerNews.open({ now });
    const story = site.addStory({ title, by: "ann" });
    const added = new Added<number>();
    return {
      sites: `hackernews=${site.addresses}`,
      url: `https://news.ycombinator.com/item?id=${story}`,
      listUrl: "https://news.ycombinator.com/news",
      requests: () => site.requestCount,
      add: (text, parent) =>
        added.note(
          site.addComment({ parent: parent === undefined ? story : added.at(parent), by: "bob", text }),
        ),
      edit: (comment, text) => site.edit(added.at(comment), text),
      delete: (comment) => site.delete(added.at(comment)),
      close: () => site.close(),
    };
  },
};

const discourse: KindOfSite = {
  speed: 60,
  async open(now) {
    const forum = await LoopbackDiscourse.open({ now });
    const { content } = forum;
    const category = content.addCategory({ name: "Sea", slug: "sea" }).id;
    const topic = content.addTopic({ title, category });
    const added = new Added<PostRecord>();
    return {
      sites: `sea=discourse+${forum.url}`,
      url: `${forum.url}/t/${topic.slug}/${topic.id}`,
      listUrl: forum.url,
      requests: () => forum.requests.length,
      add: (words, parent) => {
        const answers = parent === undefined ? undefined : added.at(parent).number;
        added.note(content.addPost({ topic: topic.id, cooked: html(words), answers }));
      },
      edit: (comment, words) => content.edit(added.at(comment), html(words)),
      delete: (comment) => {
        added.at(comment).isDeleted = true;
      },
      close: () => forum.close(),
    };
  },
};

const wordpress: KindOfSite = {
  speed: 60,
  async open(now) {
    const site = await LoopbackWordpress.open({ now });
    const post = site.blog.addPost({ title }).id;
    const added = new Added<number>();
    return {
      sites: `blog=wordpress+${site.url}`,
      url: site.addressOf(post),
      listUrl: site.url,
      requests: () => site.site.requests.length,
      add: (words, parent) =>
        added.note(
          site.blog.addComment({
            post,
            content: html(words),
            ...(parent === undefined ? {} : { parent: added.at(parent) }),
          }).id,
        ),
      edit: (comment, words) => site.blog.editComment(added.at(comment), html(words)),
      delete: (comment) => site.blog.moderate(added.at(comment), "trash"),
      close: () => site.close(),
    };
  },
};

const feed: KindOfSite = {
  speed: 600,
  async open(now) {
    const site = await FeedSite.open({ now, window: 1_000 });
    const page = site.addPage(title);
    const added = new Added<FeedComment>();
    return {
      sites: `pages=feed+${site.feedUrl}`,
      url: site.addressOf(page),
      listUrl: site.feedUrl,
      requests: () => site.http.requests.length,
      add: (words, parent) =>
        added.note(site.addComment(page, words, parent === undefined ? {} : { parent: added.at(parent) })),
      edit: (comment, words) => site.edit(added.at(comment), words),
      close: () => site.close(),
    };
  },
};

const lemmy: KindOfSite = {
  speed: 60,
  async open(now) {
    const site = await LemmySite.open({ now });
    const post = site.addPost(title);
    const added = new Added<LemmyComment>();
    return {
      sites: `village=lemmy+${site.url}`,
      url: site.addressOf(post),
      listUrl: site.url,
      requests: () => site.http.requests.length,
      add: (words, parent) =>
        added.note(site.addComment(parent === undefined ? post : added.at(parent), words)),
      edit: (comment, words) => site.edit(added.at(comment), words),
      delete: (comment) => {
        added.at(comment).isDeleted = true;
      },
      close: () => site.close(),
    };
  },
};

const substack: KindOfSite = {
  speed: 120,
  async open(now) {
    const site = await LoopbackSubstack.open({ now });
    const { content } = site;
    const post = content.addPost({ title });
    const added = new Added<number>();
    return {
      sites: `tides=substack+${site.addresses}`,
      url: site.addressOf(post),
      listUrl: site.domain.url,
      requests: () => site.requestCount,
      add: (body, parent) =>
        added.note(
          content.addComment({ post, body, ...(parent === undefined ? {} : { parent: added.at(parent) }) }),
        ),
      edit: (comment, words) => content.edit(added.at(comment), words),
      delete: (comment) => content.delete(added.at(comment)),
      close: () => site.close(),
    };
  },
};

/** The kinds whose sites the fault tests of ForumMagnum do not cover. */
export const kinds: Readonly<Record<string, KindOfSite>> = {
  hackernews,
  discourse,
  wordpress,
  feed,
  lemmy,
  substack,
};
