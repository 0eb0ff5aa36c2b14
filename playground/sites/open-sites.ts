import { LoopbackDiscourse } from "loopback-sites/discourse/loopback-discourse.ts";
import type { PostRecord } from "loopback-sites/discourse/records.ts";
import type { FeedComment } from "loopback-sites/feed/feed-content.ts";
import { FeedSite } from "loopback-sites/feed/feed-site.ts";
import { LoopbackHackerNews } from "loopback-sites/hackernews/loopback-hacker-news.ts";
import type { LemmyComment, LemmyPerson } from "loopback-sites/lemmy/lemmy-content.ts";
import { LemmySite } from "loopback-sites/lemmy/lemmy-site.ts";
import { LoopbackSubstack } from "loopback-sites/substack/loopback-substack.ts";
import { LoopbackWordpress } from "loopback-sites/wordpress/loopback-wordpress.ts";
import { type Discussion, discussions } from "./discussions.ts";
import type { SmallSite } from "./small-site.ts";

const html = (text: string) => `<p>${text}</p>`;
const openers: readonly (() => Promise<SmallSite>)[] = [
  openHackerNews,
  openDiscourse,
  openWordpress,
  openFeed,
  openLemmy,
  openSubstack,
];

/** Opens a site of each kind besides ForumMagnum on this machine, with a discussion of invented people. */
export async function openSmallSites(): Promise<readonly SmallSite[]> {
  return await Promise.all(openers.map((open) => open()));
}

/** Writes the comments of a discussion. */
function begun(site: SmallSite, { comments }: Discussion): SmallSite {
  let last = 0;
  for (const { by, text, answersLast = false } of comments) last = site.add(text, by, answersLast ? last : 0);
  return site;
}

/** Numbers comments from 1. */
class Numbered<T> {
  readonly #all: T[] = [];

  get count(): number {
    return this.#all.length;
  }

  add(one: T): number {
    return this.#all.push(one);
  }

  at(number: number): T {
    const one = this.#all[number - 1];
    if (one === undefined) throw new RangeError(`there is no comment ${number}`);
    return one;
  }
}

async function openHackerNews(): Promise<SmallSite> {
  const { title, by, opening } = discussions.hackernews;
  const site = await LoopbackHackerNews.open();
  const story = site.addStory({ title, by, text: opening });
  const ids = new Numbered<number>();
  const small: SmallSite = {
    setting: `hackernews=${site.addresses}`,
    title: "Hacker News",
    discussion: { title, by, url: `https://news.ycombinator.com/item?id=${story}` },
    asked: "every few seconds",
    count: () => ids.count,
    add: (text, author, answers) =>
      ids.add(site.addComment({ parent: answers === 0 ? story : ids.at(answers), by: nameOf(author), text })),
    edit: (comment, text) => site.edit(ids.at(comment), text),
    remove: (comment) => site.delete(ids.at(comment)),
    close: () => site.close(),
  };
  return begun(small, discussions.hackernews);
}

async function openDiscourse(): Promise<SmallSite> {
  const { title, by, opening } = discussions.discourse;
  const forum = await LoopbackDiscourse.open();
  const { content } = forum;
  const topic = content.addTopic({ title, by, cooked: html(opening) });
  const posts = new Numbered<PostRecord>();
  const small: SmallSite = {
    setting: `talk=discourse+${forum.url}`,
    title: "A Discourse forum",
    discussion: { title, by, url: `${forum.url}/t/${topic.slug}/${topic.id}` },
    asked: "once a minute",
    count: () => posts.count,
    add: (text, author, answers) =>
      posts.add(
        content.addPost({
          topic: topic.id,
          cooked: html(text),
          by: nameOf(author),
          answers: answers === 0 ? undefined : posts.at(answers).number,
        }),
      ),
    edit: (comment, text) => content.edit(posts.at(comment), html(text)),
    remove(comment) {
      posts.at(comment).isDeleted = true;
    },
    close: () => forum.close(),
  };
  return begun(small, discussions.discourse);
}

async function openWordpress(): Promise<SmallSite> {
  const { title, by, opening } = discussions.wordpress;
  const site = await LoopbackWordpress.open();
  const { blog } = site;
  const post = blog.addPost({ title, content: html(opening) }).id;
  const ids = new Numbered<number>();
  const small: SmallSite = {
    setting: `notes=wordpress+${site.url}`,
    title: "A WordPress blog",
    discussion: { title, by, url: site.addressOf(post) },
    asked: "once a minute",
    count: () => ids.count,
    add: (text, authorName, answers) =>
      ids.add(
        blog.addComment({
          post,
          content: html(text),
          authorName,
          parent: answers === 0 ? 0 : ids.at(answers),
        }).id,
      ),
    edit: (comment, text) => blog.editComment(ids.at(comment), html(text)),
    remove: (comment) => blog.moderate(ids.at(comment), "trash"),
    close: () => site.close(),
  };
  return begun(small, discussions.wordpress);
}

async function openFeed(): Promise<SmallSite> {
  const { title, by } = discussions.feed;
  const site = await FeedSite.open({ window: 50 });
  const page = site.addPage(title);
  const added = new Numbered<FeedComment>();
  const small: SmallSite = {
    setting: `pages=feed+${site.feedUrl}`,
    title: "A blog's feed",
    discussion: { title, by, url: site.addressOf(page) },
    asked: "every ten minutes",
    count: () => added.count,
    add: (text, author, answers) =>
      added.add(
        site.addComment(page, text, { author, ...(answers === 0 ? {} : { parent: added.at(answers) }) }),
      ),
    edit: (comment, text) => site.edit(added.at(comment), text),
    close: () => site.close(),
  };
  return begun(small, discussions.feed);
}

async function openLemmy(): Promise<SmallSite> {
  const { title, by, opening } = discussions.lemmy;
  const site = await LemmySite.open();
  const people = new Map<string, LemmyPerson>();
  const person = (name: string) => {
    const known = people.get(name) ?? site.addPerson(nameOf(name));
    people.set(name, known);
    return known;
  };
  const post = site.addPost(title, { creator: person(by), body: opening });
  const added = new Numbered<LemmyComment>();
  const small: SmallSite = {
    setting: `village=lemmy+${site.url}`,
    title: "An instance of Lemmy",
    discussion: { title, by, url: site.addressOf(post) },
    asked: "once a minute",
    count: () => added.count,
    add: (text, author, answers) =>
      added.add(site.addComment(answers === 0 ? post : added.at(answers), text, { creator: person(author) })),
    edit: (comment, text) => site.edit(added.at(comment), text),
    remove(comment) {
      added.at(comment).isDeleted = true;
    },
    close: () => site.close(),
  };
  return begun(small, discussions.lemmy);
}

async function openSubstack(): Promise<SmallSite> {
  const { title, by, opening } = discussions.substack;
  const site = await LoopbackSubstack.open();
  const { content } = site;
  const post = content.addPost({ title, html: html(opening) });
  const ids = new Numbered<number>();
  const small: SmallSite = {
    setting: `letters=substack+${site.addresses}`,
    title: "A publication on Substack",
    discussion: { title, by, url: site.addressOf(post) },
    asked: "every two minutes",
    count: () => ids.count,
    add: (body, name, answers) =>
      ids.add(
        content.addComment({ post, body, name, ...(answers === 0 ? {} : { parent: ids.at(answers) }) }),
      ),
    edit: (comment, text) => content.edit(ids.at(comment), text),
    remove: (comment) => content.delete(ids.at(comment)),
    close: () => site.close(),
  };
  return begun(small, discussions.substack);
}

/** Makes a name that every site allows for an account. */
function nameOf(author: string): string {
  return author.toLowerCase().replaceAll(/\W+/g, "_");
}
