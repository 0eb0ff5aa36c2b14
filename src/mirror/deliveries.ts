import PQueue from "p-queue";
import { DiscordError, SourceError } from "../errors.ts";
import type { Follow } from "../store/follows.ts";
import type { MirroredThread } from "../store/threads.ts";
import type { MirrorContext } from "./context.ts";
import { deliverComment } from "./deliver.ts";
import { ForumPosts } from "./forum-posts.ts";
import { openThread } from "./open-thread.ts";
import { reconcileThread } from "./reconcile.ts";
import { renewStarter } from "./renew-starter.ts";
import { reportTrouble } from "./report-trouble.ts";

/** Threads written at the same time; Discord's own limits slow them down long before this does. */
const concurrency = 16;
/** Comments of a thread before others get their turn. */
const turn = 20;
const firstRetryMs = 2_000;
const lastRetryMs = 300_000;

/** What became of a turn: the thread is done, wants another, or wants one later. */
type Outcome = { readonly kind: "done" } | { readonly kind: "again"; readonly afterMs: number };

const done: Outcome = { kind: "done" };

/** Writes threads to Discord: within a thread in order, different threads side by side. */
export class Deliveries {
  readonly #context: MirrorContext;
  readonly #queue = new PQueue({ concurrency });
  readonly #waiting = new Set<number>();
  readonly #running = new Set<number>();
  readonly #wokenAgain = new Set<number>();
  readonly #timers = new Map<number, AbortController>();
  readonly #failures = new Map<number, number>();
  readonly #posts: ForumPosts;
  /** Threads whose messages the ledger knows all. */
  readonly #reconciled = new Set<number>();
  /** Since when (elapsed ms) the last attempt in a thread is uncertain; those of an earlier process since the start of this one. */
  readonly #uncertainSinceMs = new Map<number, number>();
  readonly #startedMs: number;
  #isStopping = false;

  constructor(context: MirrorContext) {
    this.#context = context;
    this.#posts = new ForumPosts(context);
    this.#startedMs = context.clock.elapsedMs();
  }

  /** Something is to be done in the thread. Calling twice does no harm. */
  wake(threadId: number): void {
    if (this.#isStopping) return;
    this.#timers.get(threadId)?.abort();
    if (this.#running.has(threadId)) this.#wokenAgain.add(threadId);
    else if (!this.#waiting.has(threadId)) this.#enqueue(threadId);
  }

  /** Wakes every thread that the store knows work for. */
  async wakeAll(): Promise<void> {
    for (const id of await this.#context.store.threads.withWork()) this.wake(id);
  }

  /** A follow into the channel was ended. */
  release(channelId: string): void {
    this.#posts.release(channelId);
  }

  /** Resolves when all calls under way have ended; nothing new begins. */
  async stop(): Promise<void> {
    this.#isStopping = true;
    for (const timer of this.#timers.values()) timer.abort();
    this.#queue.clear();
    await this.#queue.onIdle();
  }

  #enqueue(threadId: number): void {
    this.#waiting.add(threadId);
    void this.#queue.add(async () => {
      this.#waiting.delete(threadId);
      this.#running.add(threadId);
      const outcome = await this.#takeTurn(threadId).catch((err): Outcome => {
        // Of the store, while it noted what went wrong before.
        this.#context.log.warn({ err, thread: threadId }, "a delivery could not be recorded");
        return this.#later(threadId, undefined);
      });
      this.#running.delete(threadId);
      const again = this.#wokenAgain.delete(threadId)
        ? 0
        : outcome.kind === "again"
          ? outcome.afterMs
          : undefined;
      if (again === 0) this.wake(threadId);
      else if (again !== undefined) void this.#wakeLater(threadId, again);
    });
  }

  async #wakeLater(threadId: number, afterMs: number): Promise<void> {
    const timer = new AbortController();
    this.#timers.set(threadId, timer);
    await this.#context.clock.sleep(afterMs, timer.signal);
    if (this.#timers.get(threadId) === timer) this.#timers.delete(threadId);
    if (!timer.signal.aborted) this.wake(threadId);
  }

  async #takeTurn(threadId: number): Promise<Outcome> {
    const { store, log } = this.#context;
    const thread = await store.threads.get(threadId);
    const follow = thread === undefined ? undefined : await store.follows.get(thread.followId);
    if (thread === undefined || follow === undefined) return done;
    try {
      const outcome = await this.#write(follow, thread);
      this.#failures.delete(threadId);
      return outcome;
    } catch (error) {
      if (error instanceof DiscordError) return await this.#afterFault(follow, thread, error);
      if (this.#isStopping) return done;
      log.warn({ err: error, thread: threadId }, "a delivery failed");
      const askedMs = error instanceof SourceError ? error.retryAfterMs : undefined;
      return this.#later(threadId, askedMs);
    }
  }

  async #write(follow: Follow, thread: MirroredThread): Promise<Outcome> {
    const { store, sources, publisher } = this.#context;
    const source = sources.get(follow.site);
    // A thread that was never read is woken when it is: its post then comes with the same request.
    if (source === undefined || follow.state !== "active" || thread.floorMs === undefined) return done;
    if (thread.state === "planned" || thread.state === "sending") {
      const wait = thread.state === "sending" ? this.#settleDelayMs(thread.id) : 0;
      if (wait > 0) return { kind: "again", afterMs: wait };
      const isNew = await openThread(this.#context, this.#posts, { follow, source, thread });
      if (isNew) this.#reconciled.add(thread.id);
      return { kind: "again", afterMs: 0 };
    }
    if (thread.state !== "open" || thread.discordThreadId === undefined) return done;
    const destination = { channelId: thread.channelId, threadId: thread.discordThreadId };
    // A webhook needs no permission of the bot: without this look it would write where a moderator took them away.
    const fault = publisher.diagnose(thread.channelId);
    if (fault !== undefined) throw new DiscordError("the channel cannot be written to", fault);
    if (thread.isStarterStale) await renewStarter(this.#context, { follow, thread, destination, source });
    for (let comments = 0; comments < turn && !this.#isStopping; comments += 1) {
      const row = await store.ledger.next(thread.id);
      if (row === undefined) return done;
      const open = { follow, thread, destination, source };
      if (row.state === "sending" || !this.#reconciled.has(thread.id)) {
        const wait = row.state === "sending" ? this.#settleDelayMs(thread.id) : 0;
        if (wait > 0) return { kind: "again", afterMs: wait };
        await reconcileThread(this.#context, open);
        this.#reconciled.add(thread.id);
      } else {
        await deliverComment(this.#context, open, row);
      }
      if ((await store.follows.get(follow.id))?.state !== "active") return done;
    }
    return { kind: "again", afterMs: 0 };
  }

  /** How long to wait before it shows whether the last attempt in a thread arrived; 0 when it is old enough. */
  #settleDelayMs(threadId: number): number {
    const { clock, settleAfterMs } = this.#context;
    const sinceMs = this.#uncertainSinceMs.get(threadId) ?? this.#startedMs;
    return Math.max(0, sinceMs + settleAfterMs - clock.elapsedMs());
  }

  async #afterFault(follow: Follow, thread: MirroredThread, error: DiscordError): Promise<Outcome> {
    const { store, log, clock, settleAfterMs } = this.#context;
    const { fault } = error;
    switch (fault.kind) {
      case "unconfirmed":
        this.#uncertainSinceMs.set(thread.id, clock.elapsedMs());
        log.warn({ err: error, thread: thread.id }, "discord did not say whether a message arrived");
        return { kind: "again", afterMs: settleAfterMs };
      case "webhook-gone":
        log.warn({ thread: thread.id }, "a webhook is gone; the next attempt makes a new one");
        return this.#later(thread.id, undefined);
      case "unavailable":
        log.warn({ err: error, thread: thread.id }, "discord is not available");
        return this.#later(thread.id, undefined);
      case "thread-gone":
        log.warn({ thread: thread.id, title: thread.title }, "a forum post was deleted; its mirror stops");
        await store.threads.markGone(thread.id);
        return isOnlyThread(follow) ? await this.#stopFollow(follow, error) : done;
      case "thread-locked":
        // Other posts of the follow go on.
        if (!isOnlyThread(follow)) return { kind: "again", afterMs: lastRetryMs };
        return await this.#stopFollow(follow, error);
      default:
        return await this.#stopFollow(follow, error);
    }
  }

  async #stopFollow(follow: Follow, error: DiscordError): Promise<Outcome> {
    const { store, clock, log } = this.#context;
    const { fault } = error;
    log.warn({ err: error, fault, follow: follow.id }, "a follow cannot write to its channel");
    await store.follows.setState(follow.id, "troubled", { fault, sinceMs: clock.now() });
    await reportTrouble(this.#context, follow, fault);
    return done;
  }

  /** Twice as long after every failure, with jitter, so that an outage is not followed by a stampede. */
  #later(threadId: number, askedMs: number | undefined): Outcome {
    const failures = this.#failures.get(threadId) ?? 0;
    this.#failures.set(threadId, failures + 1);
    const backoff = Math.min(lastRetryMs, firstRetryMs * 2 ** failures) * (0.5 + this.#context.random() / 2);
    return { kind: "again", afterMs: Math.max(backoff, askedMs ?? 0) };
  }
}

/** Whether the follow has nothing left when its one forum post is gone. */
function isOnlyThread(follow: Follow): boolean {
  return !["sequence", "tag", "site"].includes(follow.target.kind);
}
