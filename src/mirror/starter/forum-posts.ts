import type { Starter } from "../../rendering/starter.ts";
import type { Source } from "../../sources/source.ts";
import type { MirroredThread } from "../../store/threads/mirrored-thread.ts";
import type { MirrorContext } from "../context.ts";
import type { UncertainSends } from "../delivery/uncertain-sends.ts";
import { keptSubject, renderStarter } from "./starter.ts";

/**
 * The bot's forum posts that the store does not know. They come from an interrupted creation, from after the backup that the bot
 * now runs on, or from a follow that ended. Merged copies are not among them. Before the bot makes a forum post, it looks for it here.
 */
export class ForumPosts {
  readonly #context: MirrorContext;
  readonly #uncertain: UncertainSends;
  /** By channel: the address that each unknown forum post leads to, by its id, oldest first. */
  readonly #unknown = new Map<string, Promise<ReadonlyMap<string, string>>>();
  readonly #taken = new Set<string>();

  constructor(context: MirrorContext, uncertain: UncertainSends) {
    this.#context = context;
    this.#uncertain = uncertain;
  }

  /**
   * Finds Discord's id of the forum post that shows the thread; `undefined` if it must be made.
   * @throws {DiscordError} if Discord cannot be read; then nothing may be made
   */
  async find(thread: MirroredThread, source: Source, starter: Starter): Promise<string | undefined> {
    const { log, store } = this.#context;
    // A forum post left by a creation is newer than the last list.
    if (thread.state === "sending") this.#unknown.delete(thread.channelId);
    const wanted = placeOf(source, starter.url);
    for (const [threadId, url] of await this.#list(thread.channelId)) {
      if (this.#taken.has(threadId) || placeOf(source, url) !== wanted) continue;
      this.#taken.add(threadId);
      if ((await store.threads.byDiscordId(threadId)) !== undefined) continue;
      log.warn({ thread: thread.id, title: thread.title }, "found a forum post that the store did not know");
      return threadId;
    }
    return undefined;
  }

  /**
   * Finds Discord's id of the forum post left by an interrupted creation, once it must have arrived; `undefined` if no creation was
   * interrupted, or it did not arrive.
   * @throws {DiscordError} if Discord cannot be read
   */
  async findInterrupted(thread: MirroredThread, signal: AbortSignal): Promise<string | undefined> {
    const { sources, clock } = this.#context;
    const source = sources.get(thread.site);
    if (source === undefined || thread.state !== "sending") return undefined;
    await clock.sleep(this.#uncertain.settleDelayMs(thread), signal);
    const subject = await keptSubject(this.#context, thread);
    if (subject === undefined) return undefined;
    const { starter } = await renderStarter(this.#context, { source, thread }, subject);
    return await this.find(thread, source, starter);
  }

  /** Notes that a follow ended, so its forum posts can be found if it begins again. */
  release(channelId: string): void {
    this.#unknown.delete(channelId);
    this.#taken.clear();
  }

  /** Notes that other processes may have written meanwhile. */
  releaseAll(): void {
    this.#unknown.clear();
    this.#taken.clear();
  }

  #list(channelId: string): Promise<ReadonlyMap<string, string>> {
    let list = this.#unknown.get(channelId);
    if (list === undefined) {
      list = this.#read(channelId);
      this.#unknown.set(channelId, list);
      list.catch(() => this.#unknown.delete(channelId));
    }
    return list;
  }

  async #read(channelId: string): Promise<ReadonlyMap<string, string>> {
    const { store, publisher } = this.#context;
    const unknown = new Map<string, string>();
    for (const { threadId } of (await publisher.listForumPosts(channelId)).toReversed()) {
      if ((await store.threads.byDiscordId(threadId)) !== undefined) continue;
      const url = await publisher.readStarterUrl(threadId);
      if (url !== undefined) unknown.set(threadId, url);
    }
    return unknown;
  }
}

/** Returns the same value for two addresses of the same thing: the title in an address may have changed. */
function placeOf(source: Source, address: string): string {
  const url = URL.parse(address);
  const link = url === null ? undefined : source.parseUrl(url);
  return link === undefined ? address : `${link.kind} ${link.reference ?? link.lookup}`;
}
