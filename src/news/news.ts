import type { Clock } from "../clock.ts";
import { type Channel, openChannel } from "../postgres/open-channel.ts";
import { isPostgresUrl } from "../postgres/postgres-url.ts";
import { decodeNews, encodeNews, type NewsItem, type NewsKind } from "./news-item.ts";

type Listener = (value: string) => void;

/** How long news waits for more, so that all of it leaves together. */
const gatherMs = 5;

/**
 * News among the processes that share a database, and within this one. It is only a hint: anything that nobody hears is found in
 * the database at the next look.
 */
export class News {
  readonly #clock: Clock;
  readonly #channel: Channel | undefined;
  readonly #listeners = new Map<NewsKind, Set<Listener>>();
  #gathered: NewsItem[] = [];

  /** @param url of the database; with SQLite, news stays in this process */
  constructor(url: string, { clock, random }: { readonly clock: Clock; readonly random: () => number }) {
    this.#clock = clock;
    const onText = (text: string) => this.#deliver(decodeNews(text));
    if (isPostgresUrl(url)) this.#channel = openChannel(url, { name: "commonplace", clock, random, onText });
  }

  /** True if other processes may hear the news. */
  get isShared(): boolean {
    return this.#channel !== undefined;
  }

  /** Tells every listener, in this process too. Never fails and never waits. */
  tell(kind: NewsKind, value = ""): void {
    if (this.#gathered.some((item) => item.kind === kind && item.value === value)) return;
    this.#gathered.push({ kind, value });
    if (this.#gathered.length === 1) void this.#sendSoon();
  }

  /** Returns a function that stops listening. The listener must not throw. */
  on(kind: NewsKind, listener: Listener): () => void {
    const listeners = this.#listeners.get(kind) ?? new Set();
    this.#listeners.set(kind, listeners.add(listener));
    return () => listeners.delete(listener);
  }

  async close(): Promise<void> {
    void this.#send();
    await this.#channel?.close();
  }

  async #sendSoon(): Promise<void> {
    await this.#clock.sleep(gatherMs);
    await this.#send();
  }

  async #send(): Promise<void> {
    const items = this.#gathered;
    this.#gathered = [];
    this.#deliver(items);
    await Promise.all(encodeNews(items).map((text) => this.#channel?.send(text)));
  }

  #deliver(items: readonly NewsItem[]): void {
    for (const { kind, value } of items)
      for (const listener of this.#listeners.get(kind) ?? []) listener(value);
  }
}
