import { DiscordError, type DiscordFault, SourceError } from "../../errors.ts";
import type { Follow } from "../../store/follows.ts";
import type { MirroredThread } from "../../store/threads/mirrored-thread.ts";
import type { MirrorContext } from "../context.ts";
import { isSingle } from "../members.ts";
import { ForumPosts } from "../starter/forum-posts.ts";
import { openThread } from "../starter/open-thread.ts";
import { renewStarter } from "../starter/renew-starter.ts";
import { loseThread, stopFollow } from "../stop-follow.ts";
import { deliverComment } from "./deliver-comment.ts";
import { reconcileThread } from "./reconcile-thread.ts";
import { Turns } from "./turns.ts";

/** Comments of a thread, and the time they take, before others get their turn. */
const turn = 20;
const turnMs = 5_000;
const firstRetryMs = 2_000;
const lastRetryMs = 300_000;
const spreadMs = 1_000;

/** What became of a turn: the thread is done, wants another, or wants one later; with its news as before unless that says otherwise. */
type Outcome =
  | { readonly kind: "done" }
  | { readonly kind: "again"; readonly afterMs: number; readonly hasNews?: boolean };

const done: Outcome = { kind: "done" };

/** Writes threads to Discord: within a thread in order, different threads side by side. */
export class Deliveries {
  readonly #context: MirrorContext;
  readonly #turns = new Turns();
  readonly #waiting = new Set<number>();
  readonly #running = new Set<number>();
  readonly #wokenAgain = new Set<number>();
  /** Threads whose news have not had their turn: one that failed was none. */
  readonly #withNews = new Set<number>();
  readonly #timers = new Map<number, AbortController>();
  readonly #failures = new Map<number, number>();
  /** What stood in the way of a thread's last turn. */
  readonly #obstacles = new Map<number, DiscordFault>();
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

  /** There is news for the thread. Calling twice does no harm. */
  wake(threadId: number): void {
    this.#withNews.add(threadId);
    this.resume(threadId);
  }

  /** There is work for the thread that others with news go before. Calling twice does no harm. */
  resume(threadId: number): void {
    if (this.#isStopping) return;
    this.#timers.get(threadId)?.abort();
    if (this.#running.has(threadId)) this.#wokenAgain.add(threadId);
    else if (!this.#waiting.has(threadId)) void this.#enqueue(threadId);
  }

  /** What a thread waits for; `undefined` when nothing is in its way. */
  obstacleOf(threadId: number): DiscordFault | undefined {
    return this.#obstacles.get(threadId);
  }

  /** Wakes every thread that the store knows work for. */
  async wakeAll(): Promise<void> {
    for (const id of await this.#context.store.threads.withWork()) this.resume(id);
  }

  /** A follow into the channel was ended. */
  release(channelId: string): void {
    this.#posts.release(channelId);
    this.#turns.release(channelId);
  }

  /** Resolves when all calls under way have ended; nothing new begins. */
  async stop(): Promise<void> {
    this.#isStopping = true;
    for (const timer of this.#timers.values()) timer.abort();
    await this.#turns.stop();
  }

  async #enqueue(threadId: number): Promise<void> {
    this.#waiting.add(threadId);
    const thread = await this.#context.store.threads.get(threadId);
    if (thread === undefined || this.#isStopping) {
      this.#waiting.delete(threadId);
      return;
    }
    this.#turns.take(thread.channelId, this.#withNews.has(threadId), async () => {
      this.#waiting.delete(threadId);
      this.#running.add(threadId);
      const hadNews = this.#withNews.delete(threadId);
      const outcome = await this.#takeTurn(threadId).catch((err): Outcome => {
        // Of the store, while it noted what went wrong before.
        this.#context.log.warn({ err, thread: threadId }, "a delivery could not be recorded");
        return this.#later(threadId, undefined);
      });
      this.#running.delete(threadId);
      if (outcome.kind === "again" && (outcome.hasNews ?? hadNews)) this.#withNews.add(threadId);
      if (this.#wokenAgain.delete(threadId)) this.resume(threadId);
      else if (outcome.kind === "again" && outcome.afterMs > 0)
        void this.#resumeLater(threadId, outcome.afterMs);
      else if (outcome.kind === "again") this.resume(threadId);
    });
  }

  async #resumeLater(threadId: number, afterMs: number): Promise<void> {
    const timer = new AbortController();
    this.#timers.set(threadId, timer);
    await this.#context.clock.sleep(afterMs, timer.signal);
    if (this.#timers.get(threadId) === timer) this.#timers.delete(threadId);
    if (!timer.signal.aborted) this.resume(threadId);
  }

  async #takeTurn(threadId: number): Promise<Outcome> {
    const { store, log } = this.#context;
    const thread = await store.threads.get(threadId);
    const follow = thread === undefined ? undefined : await store.follows.get(thread.followId);
    if (thread === undefined || follow === undefined) {
      this.#obstacles.delete(threadId);
      return done;
    }
    try {
      const outcome = await this.#write(follow, thread);
      this.#failures.delete(threadId);
      this.#obstacles.delete(threadId);
      return outcome;
    } catch (error) {
      if (error instanceof DiscordError) {
        this.#obstacles.set(threadId, error.fault);
        return await this.#afterFault(follow, thread, error);
      }
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
    if (thread.state === "gone" || thread.state === "skipped") return done;
    // A webhook needs no permission of the bot: without this look it would write where a moderator took them away.
    const fault = publisher.diagnose(follow);
    if (fault !== undefined) throw new DiscordError("the channel cannot be written to", fault);
    if (thread.state === "planned" || thread.state === "sending") {
      const wait = thread.state === "sending" ? this.#settleDelayMs(thread.id) : 0;
      if (wait > 0) return { kind: "again", afterMs: wait };
      const isNew = await openThread(this.#context, this.#posts, { follow, source, thread });
      if (isNew) this.#reconciled.add(thread.id);
      // What is newest is shown with its first comments before older threads go on.
      return { kind: "again", afterMs: 0, ...(isNew && { hasNews: true }) };
    }
    if (thread.discordThreadId === undefined) return done;
    const destination = { channelId: thread.channelId, threadId: thread.discordThreadId };
    if (thread.isStarterStale) await renewStarter(this.#context, { follow, thread, destination, source });
    const untilMs = this.#context.clock.elapsedMs() + turnMs;
    const isOver = () => this.#isStopping || this.#context.clock.elapsedMs() > untilMs;
    for (let comments = 0; comments < turn && !isOver(); comments += 1) {
      const row = await store.ledger.queue.next(thread.id);
      if (row === undefined) return await this.#whenPutOff(thread.id);
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
    return { kind: "again", afterMs: 0, hasNews: false };
  }

  /** Nothing is left but what Discord has put off. */
  async #whenPutOff(threadId: number): Promise<Outcome> {
    const { store, clock } = this.#context;
    const atMs = await store.ledger.queue.nextRetryMs(threadId);
    if (atMs === undefined) return done;
    return { kind: "again", afterMs: Math.max(spreadMs, atMs - clock.now()), hasNews: false };
  }

  /** How long to wait before it shows whether the last attempt in a thread arrived; 0 when it is old enough. */
  #settleDelayMs(threadId: number): number {
    const { clock, settleAfterMs } = this.#context;
    const sinceMs = this.#uncertainSinceMs.get(threadId) ?? this.#startedMs;
    return Math.max(0, sinceMs + settleAfterMs - clock.elapsedMs());
  }

  async #afterFault(follow: Follow, thread: MirroredThread, error: DiscordError): Promise<Outcome> {
    const { log, clock, settleAfterMs, random } = this.#context;
    const { fault } = error;
    switch (fault.kind) {
      case "unconfirmed":
        this.#uncertainSinceMs.set(thread.id, clock.elapsedMs());
        log.warn({ err: error, thread: thread.id }, "discord did not say whether a message arrived");
        return { kind: "again", afterMs: settleAfterMs };
      case "held-back":
        // Whoever holds it back has said so once; not all who wait are to come back in the same moment.
        return { kind: "again", afterMs: fault.retryAfterMs + random() * spreadMs };
      case "webhook-gone":
        log.warn({ thread: thread.id }, "a webhook is gone; the next attempt makes a new one");
        return this.#later(thread.id, undefined);
      case "unavailable":
        log.warn({ err: error, thread: thread.id }, "discord is not available");
        return this.#later(thread.id, undefined);
      case "thread-gone":
        await loseThread(this.#context, follow, thread);
        return done;
      case "thread-locked":
        // Other posts of the follow go on.
        if (!isSingle(follow)) return { kind: "again", afterMs: lastRetryMs };
        break;
    }
    log.warn({ err: error, follow: follow.id }, "a follow stops");
    await stopFollow(this.#context, follow, fault);
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
