import { LoopbackSite, type LoopbackSiteOptions } from "../http/loopback-site.ts";
import { answerAlgolia } from "./algolia.ts";
import { answerFirebase } from "./firebase.ts";
import { formatText } from "./format-text.ts";
import { Items } from "./items.ts";
import type { ItemRecord } from "./records.ts";

interface Added {
  /** "ann" by default. */
  readonly by?: string;
  /** As typed into the form of the site. */
  readonly text?: string;
  /** In seconds; now by default. */
  readonly time?: number;
}

interface AddedStory extends Added {
  readonly title: string;
  readonly url?: string;
  readonly score?: number;
  readonly type?: "story" | "job" | "poll";
  /** Texts of the options, for a poll. */
  readonly options?: readonly string[];
}

interface AddedComment extends Added {
  /** A story or a comment. */
  readonly parent: number;
}

/** Hacker News on two ports: Algolia's search and the official API. Its content can change while it runs, and each host fails by itself. */
export class LoopbackHackerNews {
  readonly algolia: LoopbackSite;
  readonly firebase: LoopbackSite;
  readonly #items: Items;
  readonly #now: () => number;
  readonly #lists = new Map<string, readonly number[]>();
  readonly #updated: number[] = [];
  readonly #unborn = new Set<number>();
  /** The items that Algolia knows while its index stands still. */
  #indexed: Items | undefined;

  private constructor(hosts: readonly [LoopbackSite, LoopbackSite], items: Items, now: () => number) {
    [this.algolia, this.firebase] = hosts;
    this.#items = items;
    this.#now = now;
  }

  static async open(options: Omit<LoopbackSiteOptions, "port"> = {}): Promise<LoopbackHackerNews> {
    const items = new Items();
    const hosts = [
      await LoopbackSite.open((request) => answerAlgolia(request, site.#indexed ?? items), options),
      await LoopbackSite.open((request) => answerFirebase(request, items, site.#rankings()), options),
    ] as const;
    const site: LoopbackHackerNews = new LoopbackHackerNews(hosts, items, options.now ?? Date.now);
    return site;
  }

  /** Both addresses, as the bot's configuration takes them. */
  get addresses(): string {
    return `${this.algolia.url}+${this.firebase.url}`;
  }

  get requestCount(): number {
    return this.algolia.requests.length + this.firebase.requests.length;
  }

  item(id: number): ItemRecord {
    return this.#items.get(id);
  }

  addUser(id: string, about = "", karma = 1): void {
    this.#items.users.set(id, { id, created: this.#seconds(), karma, about: formatText(about) });
  }

  addStory({ title, url, score = 1, type = "story", options = [], ...added }: AddedStory): number {
    const parts: number[] = [];
    const id = this.#add({ type, ...added }, { title, score, parts, ...(url === undefined ? {} : { url }) });
    for (const text of options) parts.push(this.#add({ type: "pollopt", text }, { poll: id, score: 0 }));
    if (type !== "poll") delete this.item(id).parts;
    return id;
  }

  addComment({ parent, ...added }: AddedComment): number {
    const id = this.#add({ type: "comment", ...added }, { parent });
    this.#touch(parent);
    this.#touch(this.#items.storyOf(this.item(id)).id);
    return id;
  }

  edit(id: number, text: string): void {
    this.change(id, (item) => {
      item.text = formatText(text);
    });
  }

  /** Deletes an item as its author can; the answers to it stay. */
  delete(id: number): void {
    this.change(id, (item) => {
      item.deleted = true;
    });
  }

  /** Kills an item as moderators and flags do. */
  kill(id: number): void {
    this.change(id, (item) => Object.assign(item, { dead: true, text: "[flagged]" }));
  }

  /** Makes a comment wait, or ends its wait. */
  delay(id: number, isDelayed = true): void {
    this.change(id, (item) => {
      item.isDelayed = isDelayed;
    });
  }

  /** Detaches a comment and puts it elsewhere, as moderators can. */
  move(id: number, parent: number): void {
    this.#items.move(id, parent);
    this.#touch(id);
  }

  change(id: number, change: (item: ItemRecord) => void): void {
    change(this.item(id));
    this.#touch(id);
  }

  /** Ranks stories in a list of the official API, such as `topstories`. */
  rank(list: string, ids: readonly number[]): void {
    this.#lists.set(list, ids);
  }

  /** The official API answers as if there were no such item, as it does for a moment after one was written. */
  holdBack(id: number, isHeldBack = true): void {
    if (isHeldBack) this.#unborn.add(id);
    else this.#unborn.delete(id);
  }

  /** Algolia keeps answering as of now until its index goes on. */
  stopIndex(): void {
    this.#indexed = this.#items.copy();
  }

  resumeIndex(): void {
    this.#indexed = undefined;
  }

  async close(): Promise<void> {
    await Promise.all([this.algolia.close(), this.firebase.close()]);
  }

  #rankings() {
    return { lists: this.#lists, updated: this.#updated, unborn: this.#unborn };
  }

  #add(
    { type, by = "ann", text, time = this.#seconds() }: Added & Pick<ItemRecord, "type">,
    facts: Partial<ItemRecord>,
  ): number {
    const id = this.#items.nextId();
    if (!this.#items.users.has(by)) this.addUser(by);
    this.#items.add({
      id,
      type,
      by,
      time,
      ...facts,
      ...(text === undefined ? {} : { text: formatText(text) }),
    });
    this.#touch(id);
    return id;
  }

  #touch(id: number): void {
    this.#updated.push(id);
  }

  #seconds(): number {
    return Math.floor(this.#now() / 1000);
  }
}
