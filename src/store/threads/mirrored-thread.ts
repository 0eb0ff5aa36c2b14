import type { Selectable } from "kysely";
import type { Reference } from "../../forum/reference.ts";
import type { Schema } from "../schema.ts";

/**
 * `planned` → `sending` → `open`; `gone` when somebody deleted the forum post: it is not made again. A copy goes on: `open` → `merging` → `merged`.
 */
type ThreadState = "planned" | "sending" | "open" | "merging" | "merged" | "gone";

type Subject = Reference<"post" | "tag" | "comment" | "user">;

/** `skipped` stands for a post that was there before the follow and was not asked for. */
export type ShareState = "wanted" | "skipped";

/** A subject that a follow wants to see, or to leave out, in its channel. */
export interface WantedThread extends Pick<MirroredThread, "subject" | "post" | "title"> {
  readonly createdAtMs: number;
  readonly state: ShareState;
  /** Comments older than this (ms) are not mirrored; absent until the first reading decides. */
  readonly floorMs?: number;
  /** Whether a member named this very subject: a forum post of it that somebody deleted is then made again. */
  readonly isExplicit?: boolean;
}

/** What one forum post shows: a subject in a channel, for all follows that share it. */
export interface MirroredThread {
  readonly id: number;
  readonly guildId: string;
  readonly channelId: string;
  /** Name of the site that it is read from: it decides links and scores. */
  readonly site: string;
  /** What the forum post shows: a post, a wiki page's discussion (tag), a comment with all below, or a user. */
  readonly subject: Subject;
  /** The post or tag whose comments can arrive here; `undefined` for a user. */
  readonly post: Reference<"post" | "tag"> | undefined;
  /** The older thread for the same subject in the channel, of which this one is a copy that an older version of the bot made. */
  readonly mergingInto: number | undefined;
  readonly title: string;
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
  /** How long running processes have left an interrupted attempt alone. */
  readonly uncertainMs: number;
  readonly lastActivityAtMs: number;
  readonly sweptAtMs: number | undefined;
  /** Whether the site took no more comments there when it was last read. */
  readonly isClosed: boolean;
  /** The comment last asked for after it vanished from its list. */
  readonly askedAfter: Reference<"comment"> | undefined;
}

export function threadOf(row: Selectable<Schema["threads"]>): MirroredThread {
  return {
    id: row.id,
    guildId: row.guild_id,
    channelId: row.channel_id,
    site: row.site,
    subject: row.subject as Subject,
    post: (row.post as Reference<"post" | "tag"> | null) ?? undefined,
    mergingInto: row.merging_into ?? undefined,
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
    uncertainMs: row.uncertain_ms,
    lastActivityAtMs: row.last_activity_at_ms,
    sweptAtMs: row.swept_at_ms ?? undefined,
    isClosed: row.is_closed === 1,
    askedAfter: (row.asked_after as Reference<"comment"> | null) ?? undefined,
  };
}
