import { type Kysely, type Selectable, sql } from "kysely";
import type { Reference } from "../forum/reference.ts";
import type { Schema } from "./schema.ts";

/**
 * `planned` → `sending` → `sent`. A row says `sending` before its message leaves; `stale` is a sent one whose comment
 * changed since; `removed` one whose message is gone for good; `refused` one that Discord will not take.
 */
export type PartState = "planned" | "sending" | "sent" | "stale" | "removed" | "refused";

/** Edits are put off for no longer: what is to wait longer than that was put off before the clock was set back. */
export const longestPutOffMs = 8 * 60 * 60_000;

export interface LedgerRow {
  readonly id: number;
  readonly threadId: number;
  readonly comment: Reference<"comment">;
  /** Counted from 0. */
  readonly part: number;
  readonly position: number;
  readonly state: PartState;
  readonly sourceHash: string;
  readonly contentHash: string | undefined;
  readonly messageId: string | undefined;
  readonly webhookId: string | undefined;
  readonly attemptedAtMs: number | undefined;
  readonly waitingSinceMs: number | undefined;
}

/** A comment and the hash of what is to be shown of it. */
export interface WantedComment {
  readonly comment: Reference<"comment">;
  readonly sourceHash: string;
}

/** What the messages of a comment show of its votes. */
export interface ShownVotes {
  readonly score: number | undefined;
  readonly agreement: number | undefined;
  /** When that was written; `undefined` when it is not known. */
  readonly atMs: number | undefined;
}

/** A message that shows a part of a comment. */
export interface ShownPart {
  readonly messageId: string;
  readonly webhookId: string | undefined;
  readonly contentHash: string;
}

/** The durable record of what was posted where: one row per thread, comment and part. */
export class Ledger {
  readonly #db: Kysely<Schema>;
  readonly #now: () => number;

  constructor(db: Kysely<Schema>, now: () => number) {
    this.#db = db;
    this.#now = now;
  }

  /** Queues comments behind everything already queued in the thread, in the order given; those it knows stay as they are. */
  async enqueue(threadId: number, comments: readonly WantedComment[]): Promise<void> {
    const chunk = 500;
    await this.#db.transaction().execute(async (transaction) => {
      const last = await transaction
        .selectFrom("ledger")
        .select((select) => select.fn.max("position").as("position"))
        .where("thread_id", "=", threadId)
        .executeTakeFirst();
      const first = (last?.position ?? -1) + 1;
      for (let start = 0; start < comments.length; start += chunk) {
        const rows = comments.slice(start, start + chunk).map(({ comment, sourceHash }, index) => ({
          thread_id: threadId,
          comment,
          part: 0,
          position: first + start + index,
          state: "planned",
          source_hash: sourceHash,
          waiting_since_ms: this.#now(),
        }));
        await transaction
          .insertInto("ledger")
          .values(rows)
          .onConflict((conflict) => conflict.columns(["thread_id", "comment", "part"]).doNothing())
          .execute();
      }
    });
  }

  /** Marks a comment's messages as outdated. */
  async markStale(threadId: number, { comment, sourceHash }: WantedComment): Promise<void> {
    await this.#db
      .updateTable("ledger")
      .set((set) => ({
        source_hash: sourceHash,
        state: set
          .case()
          .when("state", "=", "sent")
          .then("stale")
          .when("state", "=", "refused")
          .then("planned")
          .else(set.ref("state"))
          .end(),
        waiting_since_ms: set
          .case()
          .when("state", "in", ["sent", "refused"])
          .then(this.#now())
          .else(set.ref("waiting_since_ms"))
          .end(),
      }))
      .where("thread_id", "=", threadId)
      .where("comment", "=", comment)
      .where("state", "!=", "removed")
      .execute();
  }

  /** What the thread shows or is to show, by comment. */
  async sourceHashes(threadId: number): Promise<ReadonlyMap<Reference<"comment">, string>> {
    const rows = await this.#db
      .selectFrom("ledger")
      .select(["comment", "source_hash"])
      .where("thread_id", "=", threadId)
      .where("part", "=", 0)
      .execute();
    return new Map(rows.map((row) => [row.comment as Reference<"comment">, row.source_hash]));
  }

  /**
   * The comment to work on next: an unsettled one before all others, then one that was begun, so that its parts stand together, then in the
   * order of the queue. What was put off has its turn when its time has come.
   */
  async next(threadId: number): Promise<LedgerRow | undefined> {
    const now = this.#now();
    const row = await this.#db
      .selectFrom("ledger")
      .selectAll()
      .where("thread_id", "=", threadId)
      .where("state", "in", ["planned", "sending", "stale"])
      .where((where) =>
        where.or([
          where("retry_at_ms", "is", null),
          where("retry_at_ms", "<=", now),
          where("retry_at_ms", ">", now + longestPutOffMs),
        ]),
      )
      .orderBy((order) =>
        order
          .case()
          .when("state", "=", "sending")
          .then(0)
          .when(order.and([order("state", "=", "planned"), order("part", ">", 0)]))
          .then(1)
          .else(2)
          .end(),
      )
      .orderBy("position")
      .orderBy("part")
      .limit(1)
      .executeTakeFirst();
    return row === undefined ? undefined : rowOf(row);
  }

  /** When the first of what was put off in a thread is to be tried again (ms). */
  async nextRetryMs(threadId: number): Promise<number | undefined> {
    const row = await this.#db
      .selectFrom("ledger")
      .select((select) => select.fn.min("retry_at_ms").as("at_ms"))
      .where("thread_id", "=", threadId)
      .where("retry_at_ms", "is not", null)
      .where("state", "=", "stale")
      .executeTakeFirst();
    return row?.at_ms ?? undefined;
  }

  /** Puts off the edits of a thread's messages up to the given one (by age), which Discord limits together. */
  async putOffEdits(threadId: number, upToMessageId: string, retryAtMs: number): Promise<void> {
    await this.#db
      .updateTable("ledger")
      .set({ retry_at_ms: retryAtMs })
      .where("thread_id", "=", threadId)
      .where("state", "=", "stale")
      // Snowflakes grow with time. https://discord.com/developers/docs/reference#snowflakes
      .where(sql`cast(message_id as integer)`, "<=", sql`cast(${upToMessageId} as integer)`)
      .execute();
  }

  async rowsOf(threadId: number, comment: Reference<"comment">): Promise<readonly LedgerRow[]> {
    const rows = await this.#db
      .selectFrom("ledger")
      .selectAll()
      .where("thread_id", "=", threadId)
      .where("comment", "=", comment)
      .orderBy("part")
      .execute();
    return rows.map(rowOf);
  }

  /** What forum posts show or are to show of these comments; what a moderator removed, and posts that are gone, are left out. */
  async rowsOfComments(comments: readonly Reference<"comment">[]): Promise<readonly LedgerRow[]> {
    if (comments.length === 0) return [];
    const rows = await this.#db
      .selectFrom("ledger")
      .innerJoin("threads", "threads.id", "ledger.thread_id")
      .selectAll("ledger")
      .where("ledger.comment", "in", comments)
      .where("ledger.state", "!=", "removed")
      .where("threads.state", "!=", "gone")
      .orderBy("ledger.id")
      .execute();
    return rows.map(rowOf);
  }

  /** Message ids of a thread that the ledger accounts for. */
  async knownMessages(threadId: number): Promise<ReadonlySet<string>> {
    const rows = await this.#db
      .selectFrom("ledger")
      .select("message_id")
      .where("thread_id", "=", threadId)
      .where("message_id", "is not", null)
      .execute();
    return new Set(rows.flatMap((row) => row.message_id ?? []));
  }

  /** Rows of a thread whose send was interrupted. */
  async interrupted(threadId: number): Promise<readonly LedgerRow[]> {
    const rows = await this.#db
      .selectFrom("ledger")
      .selectAll()
      .where("thread_id", "=", threadId)
      .where("state", "=", "sending")
      .execute();
    return rows.map(rowOf);
  }

  /**
   * Takes messages that no row knows for further parts of a comment, in the order given. They count as outdated, so that delivery looks at them.
   * @param gone ids of messages that the ledger has for the comment but Discord does not: others take their place
   */
  async takeOver(
    threadId: number,
    comment: Reference<"comment">,
    messages: readonly ShownPart[],
    gone: ReadonlySet<string>,
  ): Promise<void> {
    await this.#db.transaction().execute(async (transaction) => {
      const rows = await transaction
        .selectFrom("ledger")
        .selectAll()
        .where("thread_id", "=", threadId)
        .where("comment", "=", comment)
        .execute();
      const taken = new Set(
        rows.flatMap((row) => (row.message_id === null || gone.has(row.message_id) ? [] : [row.part])),
      );
      const last = await transaction
        .selectFrom("ledger")
        .select((select) => select.fn.max("position").as("position"))
        .where("thread_id", "=", threadId)
        .executeTakeFirst();
      let part = 0;
      for (const { messageId, webhookId, contentHash } of messages) {
        while (taken.has(part)) part += 1;
        taken.add(part);
        const shown = {
          state: "stale",
          content_hash: contentHash,
          message_id: messageId,
          webhook_id: webhookId ?? null,
        };
        await transaction
          .insertInto("ledger")
          .values({
            thread_id: threadId,
            comment,
            part,
            position: rows[0]?.position ?? (last?.position ?? -1) + 1,
            // Unlike any: the next look at the site finds that it may have changed.
            source_hash: rows[0]?.source_hash ?? "",
            ...shown,
          })
          .onConflict((conflict) => conflict.columns(["thread_id", "comment", "part"]).doUpdateSet(shown))
          .execute();
      }
      const lost = rows.filter(
        (row) => row.message_id !== null && gone.has(row.message_id) && !taken.has(row.part),
      );
      for (const { id } of lost) await transaction.deleteFrom("ledger").where("id", "=", id).execute();
    });
  }

  /** Makes room for all parts of a comment, so that a crash between two of them leaves a trace of the rest. */
  async planParts(row: LedgerRow, partCount: number): Promise<void> {
    const { threadId, comment, position, sourceHash } = row;
    const rows = Array.from({ length: partCount }, (_, part) => ({
      thread_id: threadId,
      comment,
      part,
      position,
      state: "planned",
      source_hash: sourceHash,
      waiting_since_ms: row.waitingSinceMs ?? this.#now(),
    }));
    await this.#db
      .insertInto("ledger")
      .values(rows)
      .onConflict((conflict) => conflict.columns(["thread_id", "comment", "part"]).doNothing())
      .execute();
  }

  async markSending(id: number, contentHash: string, attemptedAtMs: number): Promise<void> {
    await this.#update(id, { state: "sending", content_hash: contentHash, attempted_at_ms: attemptedAtMs });
  }

  /** The message certainly is not there, and is to be sent. */
  async markUnsent(id: number): Promise<void> {
    await this.#update(id, {
      state: "planned",
      content_hash: null,
      message_id: null,
      webhook_id: null,
      attempted_at_ms: null,
    });
  }

  /**
   * @param source hash of the comment's state that the message shows; `undefined` when that is not known
   * @param shown what a comment's first message was sent with
   */
  async markSent(
    id: number,
    message: { messageId: string; webhookId: string | undefined },
    source: string | undefined,
    shown?: ShownVotes,
  ): Promise<void> {
    await this.#settle(id, source, {
      message_id: message.messageId,
      webhook_id: message.webhookId ?? null,
      ...(shown === undefined ? {} : votesRow(shown)),
    });
  }

  /** A comment's messages show these votes. */
  async markShown(threadId: number, comment: Reference<"comment">, shown: ShownVotes): Promise<void> {
    await this.#db
      .updateTable("ledger")
      .set(votesRow(shown))
      .where("thread_id", "=", threadId)
      .where("comment", "=", comment)
      .where("part", "=", 0)
      .execute();
  }

  /** Votes that comments are shown with whose messages are as they should be otherwise. */
  async shownVotes(threadId: number): Promise<ReadonlyMap<Reference<"comment">, ShownVotes>> {
    const rows = await this.#db
      .selectFrom("ledger")
      .select(["comment", "shown_score", "shown_agreement", "shown_at_ms"])
      .where("thread_id", "=", threadId)
      .where("part", "=", 0)
      .where("state", "=", "sent")
      .execute();
    return new Map(
      rows.map((row) => [
        row.comment as Reference<"comment">,
        {
          score: row.shown_score ?? undefined,
          agreement: row.shown_agreement ?? undefined,
          atMs: row.shown_at_ms ?? undefined,
        },
      ]),
    );
  }

  async markEdited(id: number, contentHash: string, source: string): Promise<void> {
    await this.#settle(id, source, { content_hash: contentHash, retry_at_ms: null });
  }

  /** The part is as the comment's state with that hash wants it. */
  async markCurrent(id: number, source: string): Promise<void> {
    await this.#settle(id, source, { retry_at_ms: null });
  }

  /** The message is gone and is not to come back. */
  async markRemoved(id: number): Promise<void> {
    await this.#update(id, { state: "removed", content_hash: null, retry_at_ms: null });
  }

  /** Discord will not take this content; it is tried again when the comment changes. */
  async markRefused(id: number): Promise<void> {
    await this.#update(id, { state: "refused" });
  }

  /** Drops a part that the comment no longer has. */
  async forget(id: number): Promise<void> {
    await this.#db.deleteFrom("ledger").where("id", "=", id).execute();
  }

  /** Where a comment stands in a thread: its first message. */
  async firstMessage(threadId: number, comment: Reference<"comment">): Promise<string | undefined> {
    const row = await this.#db
      .selectFrom("ledger")
      .select("message_id")
      .where("thread_id", "=", threadId)
      .where("comment", "=", comment)
      .where("part", "=", 0)
      .where("state", "!=", "removed")
      .executeTakeFirst();
    return row?.message_id ?? undefined;
  }

  /** What changed on the site while a message was written is outdated at once, not lost. */
  async #settle(
    id: number,
    source: string | undefined,
    values: Partial<Selectable<Schema["ledger"]>>,
  ): Promise<void> {
    await this.#db
      .updateTable("ledger")
      .set((set) => ({
        ...values,
        state: set
          .case()
          .when(source === undefined ? set.lit(false) : set("source_hash", "=", source))
          .then("sent")
          .else("stale")
          .end(),
      }))
      .where("id", "=", id)
      .execute();
  }

  async #update(id: number, values: Partial<Selectable<Schema["ledger"]>>): Promise<void> {
    await this.#db.updateTable("ledger").set(values).where("id", "=", id).execute();
  }
}

function rowOf(row: Selectable<Schema["ledger"]>): LedgerRow {
  return {
    id: row.id,
    threadId: row.thread_id,
    comment: row.comment as Reference<"comment">,
    part: row.part,
    position: row.position,
    state: row.state as PartState,
    sourceHash: row.source_hash,
    contentHash: row.content_hash ?? undefined,
    messageId: row.message_id ?? undefined,
    webhookId: row.webhook_id ?? undefined,
    attemptedAtMs: row.attempted_at_ms ?? undefined,
    waitingSinceMs: row.waiting_since_ms ?? undefined,
  };
}

function votesRow({ score, agreement, atMs }: ShownVotes) {
  return {
    shown_score: score ?? null,
    shown_agreement: agreement ?? null,
    shown_at_ms: atMs ?? null,
  };
}
