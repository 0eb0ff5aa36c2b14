import type { Kysely, Selectable } from "kysely";
import type { Reference } from "../forum/reference.ts";
import type { Schema } from "./schema.ts";

/**
 * `planned` → `sending` → `open`; `gone` when somebody deleted the forum post: it is not made again.
 * `skipped` stands for a post that was there before the follow and was not asked for.
 */
export type ThreadState = "planned" | "sending" | "open" | "gone" | "skipped";

export type Subject = Reference<"post" | "tag" | "comment" | "user">;

export interface NewThread {
  readonly followId: number;
  /** What the forum post shows: a post, a wiki page's discussion (tag), a comment with all below, or a user. */
  readonly subject: Subject;
  /** The post or tag whose comments can arrive here; `undefined` for a user. */
  readonly post: Reference<"post" | "tag"> | undefined;
  readonly channelId: string;
  readonly title: string;
  readonly createdAtMs: number;
  readonly state: "planned" | "skipped";
}

/** What a forum post begins with, as far as it has to be known. */
export interface ShownStarter {
  readonly title: string;
  /** Names of the tags given to it. */
  readonly tags: readonly string[];
  readonly hash: string;
  /** Names the state of the subject that it shows. */
  readonly source: string;
  readonly score: number | undefined;
  readonly comments: number | undefined;
}

/** One Discord forum post of a follow. */
export interface MirroredThread extends Omit<NewThread, "createdAtMs" | "state"> {
  readonly id: number;
  readonly state: ThreadState;
  readonly discordThreadId: string | undefined;
  readonly starterHash: string | undefined;
  /** Names what it begins with or is to begin with; `undefined` until it is open. */
  readonly starterSource: string | undefined;
  /** Whether its beginning is to be brought up to date. */
  readonly isStarterStale: boolean;
  readonly starterTags: readonly string[];
  readonly starterScore: number | undefined;
  readonly starterComments: number | undefined;
  readonly starterShownAtMs: number | undefined;
  readonly renamedAtMs: number | undefined;
  /** Comments older than this (ms) are not wanted; `undefined` until the thread was first read. */
  readonly floorMs: number | undefined;
  readonly attemptedAtMs: number | undefined;
  readonly lastActivityAtMs: number;
  readonly sweptAtMs: number | undefined;
  /** The comment last asked for after it vanished from its list. */
  readonly askedAfter: Reference<"comment"> | undefined;
}

export interface Sweep {
  /** When it began; `undefined` when it did not come to its end. */
  readonly atMs: number | undefined;
  readonly floorMs: number;
  readonly askedAfter: Reference<"comment"> | undefined;
}

export class Threads {
  readonly #db: Kysely<Schema>;

  constructor(db: Kysely<Schema>) {
    this.#db = db;
  }

  /** Plans a forum post for the subject; the one already there when it was planned before. */
  async add(thread: NewThread): Promise<MirroredThread> {
    await this.#db
      .insertInto("threads")
      .values({
        follow_id: thread.followId,
        subject: thread.subject,
        post: thread.post ?? null,
        channel_id: thread.channelId,
        title: thread.title,
        state: thread.state,
        last_activity_at_ms: thread.createdAtMs,
      })
      .onConflict((conflict) => conflict.columns(["follow_id", "subject"]).doNothing())
      .execute();
    const row = await this.#db
      .selectFrom("threads")
      .selectAll()
      .where("follow_id", "=", thread.followId)
      .where("subject", "=", thread.subject)
      .executeTakeFirstOrThrow();
    return threadOf(row);
  }

  async get(id: number): Promise<MirroredThread | undefined> {
    const row = await this.#db.selectFrom("threads").selectAll().where("id", "=", id).executeTakeFirst();
    return row === undefined ? undefined : threadOf(row);
  }

  async byDiscordId(discordThreadId: string): Promise<MirroredThread | undefined> {
    const row = await this.#db
      .selectFrom("threads")
      .selectAll()
      .where("discord_thread_id", "=", discordThreadId)
      .executeTakeFirst();
    return row === undefined ? undefined : threadOf(row);
  }

  async ofFollow(followId: number): Promise<readonly MirroredThread[]> {
    const rows = await this.#db
      .selectFrom("threads")
      .selectAll()
      .where("follow_id", "=", followId)
      .orderBy("id")
      .execute();
    return rows.map(threadOf);
  }

  /** Threads of active follows of a site that show one of these posts, or a user's page. */
  async receiving(site: string, posts: readonly Reference[]): Promise<readonly MirroredThread[]> {
    const rows = await this.#db
      .selectFrom("threads")
      .innerJoin("follows", "follows.id", "threads.follow_id")
      .selectAll("threads")
      .where("follows.site", "=", site)
      .where("follows.state", "!=", "paused")
      .where("threads.state", "not in", ["gone", "skipped"])
      .where("threads.floor_ms", "is not", null)
      .where((where) =>
        where.or([where("threads.post", "in", [...posts]), where("threads.post", "is", null)]),
      )
      .orderBy("threads.id")
      .execute();
    return rows.map(threadOf);
  }

  /** Ids of threads with something to do: not open yet, or with unsent, unsettled or outdated messages. */
  async withWork(): Promise<readonly number[]> {
    const rows = await this.#db
      .selectFrom("threads")
      .innerJoin("follows", "follows.id", "threads.follow_id")
      .select("threads.id")
      .where("follows.state", "=", "active")
      .where("threads.state", "not in", ["gone", "skipped"])
      .where((where) =>
        where.or([
          where("threads.state", "!=", "open"),
          where("threads.starter_state", "=", "stale"),
          where.exists(
            where
              .selectFrom("ledger")
              .select("ledger.id")
              .whereRef("ledger.thread_id", "=", "threads.id")
              .where("ledger.state", "in", ["planned", "sending", "stale"]),
          ),
        ]),
      )
      .orderBy("threads.id")
      .execute();
    return rows.map((row) => row.id);
  }

  /** Threads of a site's active follows, never read ones first, then the one read longest ago. */
  async toSweep(site: string): Promise<readonly MirroredThread[]> {
    const rows = await this.#db
      .selectFrom("threads")
      .innerJoin("follows", "follows.id", "threads.follow_id")
      .selectAll("threads")
      .where("follows.site", "=", site)
      .where("follows.state", "=", "active")
      .where("threads.state", "not in", ["gone", "skipped"])
      .orderBy((order) => order.fn.coalesce("threads.swept_at_ms", order.val(0)))
      .orderBy("threads.id")
      .execute();
    return rows.map(threadOf);
  }

  /** @param title as it is sent: an interrupted creation is recognised by it */
  async markSending(id: number, title: string, attemptedAtMs: number): Promise<void> {
    await this.#update(id, { state: "sending", title, attempted_at_ms: attemptedAtMs });
  }

  async markPlanned(id: number): Promise<void> {
    await this.#update(id, { state: "planned", attempted_at_ms: null });
  }

  async markOpen(id: number, discordThreadId: string): Promise<void> {
    await this.#update(id, { state: "open", discord_thread_id: discordThreadId });
  }

  /** @param source names what the forum post is to begin with */
  async markStarterStale(id: number, source: string): Promise<void> {
    await this.#update(id, { starter_state: "stale", starter_source: source });
  }

  async markStarterShown(
    id: number,
    shown: ShownStarter,
    { atMs, isRenamed }: { readonly atMs: number; readonly isRenamed: boolean },
  ): Promise<void> {
    await this.#update(id, {
      title: shown.title,
      starter_hash: shown.hash,
      starter_source: shown.source,
      starter_state: "current",
      starter_tags: JSON.stringify(shown.tags),
      starter_score: shown.score ?? null,
      starter_comments: shown.comments ?? null,
      starter_shown_at_ms: atMs,
      ...(isRenamed ? { renamed_at_ms: atMs } : {}),
    });
  }

  /** The comments that the thread shows now stand on another post. */
  async markMoved(id: number, post: Reference<"post" | "tag">): Promise<void> {
    await this.#update(id, { post });
  }

  async markGone(id: number): Promise<void> {
    await this.#update(id, { state: "gone" });
  }

  /** To the minute: each change costs a wait for the disk. */
  async markActive(id: number, atMs: number): Promise<void> {
    await this.#db
      .updateTable("threads")
      .set({ last_activity_at_ms: atMs })
      .where("id", "=", id)
      .where((where) =>
        where.or([
          where("last_activity_at_ms", "<", atMs - 60_000),
          // The clock was set back.
          where("last_activity_at_ms", ">", atMs),
        ]),
      )
      .execute();
  }

  /** Records a reading; one that did not come to its end leaves the thread as overdue as it was. */
  async markSwept(id: number, { atMs, floorMs, askedAfter }: Sweep): Promise<void> {
    await this.#update(id, {
      floor_ms: floorMs,
      asked_after: askedAfter ?? null,
      ...(atMs === undefined ? {} : { swept_at_ms: atMs }),
    });
  }

  /** All threads of a site, or of one follow, are to be read anew. */
  async forgetSweeps(of: { readonly site: string } | { readonly followId: number }): Promise<void> {
    const update = this.#db.updateTable("threads").set({ swept_at_ms: null });
    if ("followId" in of) await update.where("follow_id", "=", of.followId).execute();
    else {
      await update
        .where("follow_id", "in", (select) =>
          select.selectFrom("follows").select("id").where("site", "=", of.site),
        )
        .execute();
    }
  }

  async #update(id: number, values: Partial<Selectable<Schema["threads"]>>): Promise<void> {
    await this.#db.updateTable("threads").set(values).where("id", "=", id).execute();
  }
}

function threadOf(row: Selectable<Schema["threads"]>): MirroredThread {
  return {
    id: row.id,
    followId: row.follow_id,
    subject: row.subject as Subject,
    post: (row.post as Reference<"post" | "tag"> | null) ?? undefined,
    channelId: row.channel_id,
    title: row.title,
    state: row.state as ThreadState,
    discordThreadId: row.discord_thread_id ?? undefined,
    starterHash: row.starter_hash ?? undefined,
    starterSource: row.starter_source ?? undefined,
    isStarterStale: row.starter_state === "stale",
    starterTags: JSON.parse(row.starter_tags) as string[],
    starterScore: row.starter_score ?? undefined,
    starterComments: row.starter_comments ?? undefined,
    starterShownAtMs: row.starter_shown_at_ms ?? undefined,
    renamedAtMs: row.renamed_at_ms ?? undefined,
    floorMs: row.floor_ms ?? undefined,
    attemptedAtMs: row.attempted_at_ms ?? undefined,
    lastActivityAtMs: row.last_activity_at_ms,
    sweptAtMs: row.swept_at_ms ?? undefined,
    askedAfter: (row.asked_after as Reference<"comment"> | null) ?? undefined,
  };
}
