import type { DiscordFault } from "../../language/faults.ts";
import type { LedgerRow } from "../../store/ledger/ledger-row.ts";
import type { MirroredThread } from "../../store/threads/mirrored-thread.ts";
import type { ShareOfThread } from "../../store/threads/shares.ts";
import type { MirrorContext } from "../context.ts";
import { DiscordError } from "../discord-error.ts";
import type { ForumPosts } from "../starter/forum-posts.ts";
import { openThread } from "../starter/open-thread.ts";
import type { OpenThread, PlannedThread } from "../starter/planned-thread.ts";
import { renewStarter } from "../starter/renew-starter.ts";
import { deliverComment } from "./deliver-comment.ts";
import { done, type Outcome } from "./deliveries.ts";
import { Failures } from "./failures.ts";
import { mergeCopy } from "./merge-copy.ts";
import { reconcileThread } from "./reconcile-thread.ts";
import type { UncertainSends } from "./uncertain-sends.ts";

/** The most comments in a turn, and the most time, before other threads get theirs. */
const turnLength = 20;
const turnMs = 5_000;
const soonestRetryMs = 1_000;

/** Writes for one turn what a thread lacks in Discord: its forum post, then its comments in the order of the ledger. */
export class ThreadWriter {
  readonly #context: MirrorContext;
  readonly #posts: ForumPosts;
  readonly #uncertain: UncertainSends;
  readonly #failures: Failures;
  /** Threads whose every message is in the ledger, with the moment since which no other process has written there. */
  readonly #reconciled = new Map<number, number | undefined>();

  constructor(context: MirrorContext, posts: ForumPosts, uncertain: UncertainSends) {
    this.#context = context;
    this.#posts = posts;
    this.#uncertain = uncertain;
    this.#failures = new Failures(context, uncertain);
  }

  /** Returns the fault that a thread waits for; `undefined` if there is none. */
  obstacleOf(threadId: number): DiscordFault | undefined {
    return this.#failures.obstacleOf(threadId);
  }

  /** Takes a thread's turn. Never throws: failures are logged and tried again. */
  async write(threadId: number, signal: AbortSignal): Promise<Outcome> {
    const { store, log } = this.#context;
    try {
      const thread = await store.threads.get(threadId);
      if (thread !== undefined) return await this.#tryToWrite(thread, signal);
      this.#failures.forget(threadId);
      return done;
    } catch (err) {
      // The store failed while recording an earlier failure.
      log.warn({ err, thread: threadId }, "a delivery could not be recorded");
      return this.#failures.later(threadId);
    }
  }

  async #tryToWrite(thread: MirroredThread, signal: AbortSignal): Promise<Outcome> {
    const wanted = (await this.#context.store.shares.ofThread(thread.id)).filter(
      ({ state, follow }) => state === "wanted" && follow.state === "active",
    );
    try {
      const outcome = await this.#write(thread, wanted, signal);
      this.#failures.forget(thread.id);
      return outcome;
    } catch (error) {
      if (signal.aborted && !(error instanceof DiscordError)) return done;
      return await this.#failures.outcomeOf({ follows: wanted.map(({ follow }) => follow), thread }, error);
    }
  }

  async #write(
    thread: MirroredThread,
    shares: readonly ShareOfThread[],
    signal: AbortSignal,
  ): Promise<Outcome> {
    const { sources, publisher } = this.#context;
    const source = sources.get(thread.site);
    // A thread that was never read is woken by its first reading, which also brings its post.
    if (source === undefined || shares.every(({ floorMs }) => floorMs === undefined)) return done;
    if (thread.state === "gone") return done;
    // A webhook works without the bot's permissions. Without this check, it would write even where a moderator has taken them
    // away.
    const fault = publisher.diagnose(thread);
    if (fault !== undefined) throw new DiscordError("the channel cannot be written to", fault);
    const planned = { source, thread };
    const isCopy = thread.mergingInto !== undefined;
    if (isCopy && thread.state === "sending") return await this.#findCopy(thread, signal);
    if (!isCopy && thread.state !== "open") return await this.#open(planned);
    if (thread.discordThreadId === undefined) return done;
    const destination = { channelId: thread.channelId, threadId: thread.discordThreadId };
    const open = { ...planned, destination };
    if (thread.isStarterStale) await renewStarter(this.#context, open);
    if (thread.state === "merged") return done;
    return isCopy ? await this.#merge(open, signal) : await this.#writeComments(open, signal);
  }

  /** Looks for the forum post that an interrupted creation may have left, so it is merged too. */
  async #findCopy(thread: MirroredThread, signal: AbortSignal): Promise<Outcome> {
    const { threads, copies } = this.#context.store;
    const found = await this.#posts.findInterrupted(thread, signal);
    if (found === undefined) await copies.forget(thread);
    else await threads.markOpen(thread.id, found);
    return found === undefined ? done : { kind: "again", afterMs: 0 };
  }

  async #merge(open: OpenThread, signal: AbortSignal): Promise<Outcome> {
    const row = await this.#context.store.ledger.queue.next(open.thread.id, { isCopy: true });
    const wait = this.#isSettled(open, row) ? undefined : await this.#reconcile(open, row);
    if (wait !== undefined) return wait;
    const merging = await mergeCopy(this.#context, open, this.#turn(signal));
    if (merging.kind === "done" || merging.afterMs === 0) return merging;
    // While a copy waits for its thread, it still follows changes on the site.
    const written = await this.#writeComments(open, signal);
    return written.kind === "again" && written.afterMs === 0 ? written : merging;
  }

  async #open(planned: PlannedThread): Promise<Outcome> {
    const { thread } = planned;
    const wait = thread.state === "sending" ? await this.#uncertain.wait(thread) : undefined;
    if (wait !== undefined) return wait;
    const opening = await openThread(this.#context, this.#posts, planned);
    // A reading wakes it when its subject is shown again.
    if (opening === "hidden") return done;
    const isNew = opening === "made";
    if (isNew) this.#noteReconciled(thread);
    // A new forum post gets its first comments before older threads continue.
    return { kind: "again", afterMs: 0, ...(isNew && { hasNews: true }) };
  }

  async #writeComments(open: OpenThread, signal: AbortSignal): Promise<Outcome> {
    const { store } = this.#context;
    const { thread } = open;
    const isOver = this.#turn(signal);
    for (let comments = 0; comments < turnLength && !isOver(); comments += 1) {
      const row = await store.ledger.queue.next(thread.id, { isCopy: thread.mergingInto !== undefined });
      if (row === undefined) return await this.#whenPutOff(thread.id);
      if (this.#isSettled(open, row)) await deliverComment(this.#context, open, row);
      else {
        const wait = await this.#reconcile(open, row);
        if (wait !== undefined) return wait;
      }
      if ((await store.shares.activityOf(thread.id)) !== "active") return done;
    }
    return { kind: "again", afterMs: 0, hasNews: false };
  }

  /** Starts a turn. Call the result to ask whether the turn is over. */
  #turn(signal: AbortSignal): () => boolean {
    const { clock } = this.#context;
    const untilMs = clock.elapsedMs() + turnMs;
    return () => signal.aborted || clock.elapsedMs() > untilMs;
  }

  /** Returns whether the bot may send. An interrupted send must be settled before anything else is sent in its thread. */
  #isSettled({ thread }: OpenThread, row: LedgerRow | undefined): boolean {
    const sinceMs = this.#context.servers.sinceMs(thread.guildId);
    return row?.state !== "sending" && sinceMs !== undefined && this.#reconciled.get(thread.id) === sinceMs;
  }

  #noteReconciled({ id, guildId }: MirroredThread): void {
    this.#reconciled.set(id, this.#context.servers.sinceMs(guildId));
  }

  /** Settles an interrupted send. Returns an outcome if the turn must wait first. */
  async #reconcile(open: OpenThread, row: LedgerRow | undefined): Promise<Outcome | undefined> {
    const { id } = open.thread;
    const wait = row?.state === "sending" ? await this.#uncertain.wait(open.thread) : undefined;
    if (wait !== undefined) return wait;
    await reconcileThread(this.#context, open);
    await this.#uncertain.settle(id);
    this.#noteReconciled(open.thread);
    return undefined;
  }

  /** The outcome when only edits that Discord has put off are left. */
  async #whenPutOff(threadId: number): Promise<Outcome> {
    const { store, clock } = this.#context;
    const atMs = await store.ledger.queue.nextRetryMs(threadId);
    if (atMs === undefined) return done;
    return { kind: "again", afterMs: Math.max(soonestRetryMs, atMs - clock.now()), hasNews: false };
  }
}
