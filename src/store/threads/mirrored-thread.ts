import type { Selectable } from "kysely";
import type { Reference } from "../../forum/reference.ts";
import type { Schema } from "../schema.ts";

/**
 * `planned` → `sending` → `open`; `gone` when somebody deleted the forum post: it is not made again.
 * `skipped` stands for a post that was there before the follow and was not asked for.
 */
type ThreadState = "planned" | "sending" | "open" | "gone" | "skipped";

type Subject = Reference<"post" | "tag" | "comment" | "user">;

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
  /** Comments older than this (ms) are not mirrored; absent until the first reading decides. */
  readonly floorMs?: number;
}

/** One Discord forum post of a follow. */
export interface MirroredThread extends Omit<NewThread, "createdAtMs" | "state" | "floorMs"> {
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
  /** Number of comments older than that; `undefined` when nobody has counted them. */
  readonly leftOut: number | undefined;
  /** How long running processes have left an interrupted attempt alone. */
  readonly uncertainMs: number;
  readonly lastActivityAtMs: number;
  readonly sweptAtMs: number | undefined;
  /** The comment last asked for after it vanished from its list. */
  readonly askedAfter: Reference<"comment"> | undefined;
}

export function threadOf(row: Selectable<Schema["threads"]>): MirroredThread {
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
    leftOut: row.left_out ?? undefined,
    uncertainMs: row.uncertain_ms,
    lastActivityAtMs: row.last_activity_at_ms,
    sweptAtMs: row.swept_at_ms ?? undefined,
    askedAfter: (row.asked_after as Reference<"comment"> | null) ?? undefined,
  };
}
