import { giveWay } from "../../give-way.ts";
import type { Priority, Source } from "../../sources/source.ts";
import type { Follow } from "../../store/follow.ts";
import type { MirroredThread } from "../../store/threads/mirrored-thread.ts";
import type { MirrorContext } from "../context.ts";
import type { Deliveries } from "../delivery/deliveries.ts";
import { Absences } from "../reading/absences.ts";
import { RefusalCounts } from "../reading/refusals.ts";
import type { SweptThread } from "../reading/sweep.ts";
import { planOrReport } from "./plan-or-report.ts";
import type { ReadingResult } from "./postponed.ts";
import { listKey } from "./reading-keys.ts";
import { shareAnswers } from "./share-answers.ts";
import type { SweepQueue } from "./sweep-queue.ts";
import { sweepSubject } from "./sweep-subject.ts";

/** Reads subjects and lists of one site, each for everything that needs it, and queues them again. */
export class SiteReader {
  readonly #context: MirrorContext;
  readonly #deliveries: Deliveries;
  readonly #queue: SweepQueue;
  readonly #reader: Omit<SweptThread, "wishes" | "thread">;

  constructor(context: MirrorContext, source: Source, deliveries: Deliveries, queue: SweepQueue) {
    this.#context = context;
    this.#deliveries = deliveries;
    this.#queue = queue;
    this.#reader = { source, refusals: new RefusalCounts(), absences: new Absences() };
  }

  /** Plans the threads of follows that have not begun and whose list has this key. Returns those to be read for the first time. */
  async beginFollows(key: string): Promise<readonly MirroredThread[]> {
    const { store } = this.#context;
    const begun = (await store.follows.unbegun(this.#site)).filter((follow) => listKey(follow) === key);
    await this.#plan(begun, "member");
    await this.#queue.listsRead(begun);
    const threads: MirroredThread[] = [];
    for (const follow of begun) threads.push(...(await this.#unread(follow)));
    return threads;
  }

  /** Reads a list of posts for all follows of the target. */
  async readList(follow: Follow): Promise<void> {
    const follows = await this.#context.store.sweepPlaces.listsOf(follow);
    try {
      await this.#plan(follows, "sweep");
      await this.#queue.listsRead(follows);
    } catch (error) {
      await this.#queue.listsPutOff(follows);
      throw error;
    }
  }

  /** Reads a subject for all threads that show it; with the place 0, for those that must be read at once. */
  async readSubject(subject: MirroredThread["subject"], atMs: number): Promise<ReadingResult> {
    const threads = await this.#queue.threadsOf(subject, atMs);
    const { read, left, error } = await sweepSubject(this.#context, this.#reader, this.#deliveries, threads);
    await this.#queue.threadsRead(read);
    await this.#queue.threadsPutOff(left);
    if (error !== undefined) throw error;
    return left.length === 0 ? "done" : "again";
  }

  async #plan(follows: readonly Follow[], priority: Priority): Promise<void> {
    const { source, refusals } = this.#reader;
    const reader = { source: shareAnswers(source), refusals };
    for (const follow of follows) {
      await giveWay();
      await planOrReport(this.#context, reader, follow, priority);
    }
  }

  /** A thread that is read from another site with the same records gets its first reading from that site's sweeps. */
  async #unread(follow: Follow): Promise<readonly MirroredThread[]> {
    const shares = await this.#context.store.shares.ofFollow(follow.id);
    const unread = shares.filter(({ floorMs, state }) => floorMs === undefined && state !== "skipped");
    return unread
      .map(({ thread }) => thread)
      .filter(
        ({ state, site, mergingInto }) =>
          state !== "gone" && site === this.#site && mergingInto === undefined,
      );
  }

  get #site(): string {
    return this.#reader.source.site.name;
  }
}
