import type { Follow } from "../../store/follows.ts";
import type { MirroredThread } from "../../store/threads/mirrored-thread.ts";
import type { MirrorContext } from "../context.ts";
import { DiscordError } from "../discord-error.ts";
import { ForumPosts } from "../starter/forum-posts.ts";
import { openThread } from "../starter/open-thread.ts";
import type { OpenThread, PlannedThread } from "../starter/planned-thread.ts";
import { renewStarter } from "../starter/renew-starter.ts";
import { keptSubject, renderStarter } from "../starter/starter.ts";
import { deliverComment } from "./deliver-comment.ts";
import { done, type Outcome } from "./outcome.ts";
import { reconcileThread } from "./reconcile-thread.ts";
import type { UncertainSends } from "./uncertain-sends.ts";

/** Comments of a thread, and the time they take, before others get their turn. */
const turn = 20;
const turnMs = 5_000;
const soonestRetryMs = 1_000;

/** Writes what a thread lacks in Discord for the length of a turn: its forum post, then its comments in the order of the ledger. */
export class ThreadWriter {
  readonly #context: MirrorContext;
  readonly #uncertain: UncertainSends;
  readonly #stopping: AbortSignal;
  readonly #posts: ForumPosts;
  /** Threads whose messages the ledger knows all. */
  readonly #reconciled = new Set<number>();

  constructor(context: MirrorContext, uncertain: UncertainSends, stopping: AbortSignal) {
    this.#context = context;
    this.#uncertain = uncertain;
    this.#stopping = stopping;
    this.#posts = new ForumPosts(context);
  }

  /** A follow into the channel was ended. */
  release(channelId: string): void {
    this.#posts.release(channelId);
  }

  /** @throws {DiscordError} when a step failed; the store says how far it came */
  async write(follow: Follow, thread: MirroredThread): Promise<Outcome> {
    const { sources, publisher } = this.#context;
    const source = sources.get(follow.site);
    // A thread that was never read is woken when it is: its post then comes with the same request.
    if (source === undefined || follow.state !== "active" || thread.floorMs === undefined) return done;
    if (thread.state === "gone" || thread.state === "skipped") return done;
    // A webhook needs no permission of the bot: without this look it would write where a moderator took them away.
    const fault = publisher.diagnose(follow);
    if (fault !== undefined) throw new DiscordError("the channel cannot be written to", fault);
    const planned = { follow, source, thread };
    if (thread.state === "planned" || thread.state === "sending") return await this.#open(planned);
    if (thread.discordThreadId === undefined) return done;
    const destination = { channelId: thread.channelId, threadId: thread.discordThreadId };
    const open = { ...planned, destination };
    if (thread.isStarterStale) await renewStarter(this.#context, open);
    return await this.#writeComments(open);
  }

  /**
   * Finds the forum post left by an interrupted creation, once it must have arrived.
   * @throws {DiscordError} when Discord cannot be read
   */
  async findInterrupted(follow: Follow, thread: MirroredThread): Promise<string | undefined> {
    const { sources, clock } = this.#context;
    const source = sources.get(follow.site);
    if (source === undefined || thread.state !== "sending") return undefined;
    await clock.sleep(this.#uncertain.settleDelayMs(thread), this.#stopping);
    const planned = { follow, source, thread };
    const subject = await keptSubject(this.#context, thread);
    if (subject === undefined) return undefined;
    const { starter } = await renderStarter(this.#context, planned, subject);
    return await this.#posts.find(thread, source, starter);
  }

  async #open({ follow, source, thread }: PlannedThread): Promise<Outcome> {
    const wait = thread.state === "sending" ? await this.#uncertain.wait(thread) : undefined;
    if (wait !== undefined) return wait;
    const opening = await openThread(this.#context, this.#posts, { follow, source, thread });
    // It is woken when a reading shows its subject again.
    if (opening === "hidden") return done;
    const isNew = opening === "made";
    if (isNew) this.#reconciled.add(thread.id);
    // What is newest is shown with its first comments before older threads go on.
    return { kind: "again", afterMs: 0, ...(isNew && { hasNews: true }) };
  }

  async #writeComments(open: OpenThread): Promise<Outcome> {
    const { store, clock } = this.#context;
    const { follow, thread } = open;
    const untilMs = clock.elapsedMs() + turnMs;
    const isOver = () => this.#stopping.aborted || clock.elapsedMs() > untilMs;
    for (let comments = 0; comments < turn && !isOver(); comments += 1) {
      const row = await store.ledger.queue.next(thread.id);
      if (row === undefined) return await this.#whenPutOff(thread.id);
      // An interrupted send is settled before anything else is sent there.
      if (row.state === "sending" || !this.#reconciled.has(thread.id)) {
        const wait = row.state === "sending" ? await this.#uncertain.wait(thread) : undefined;
        if (wait !== undefined) return wait;
        await reconcileThread(this.#context, open);
        await this.#uncertain.settle(thread.id);
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
    return { kind: "again", afterMs: Math.max(soonestRetryMs, atMs - clock.now()), hasNews: false };
  }
}
