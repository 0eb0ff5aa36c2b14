import type { Selectable } from "kysely";
import type { Reference } from "../../forum/reference.ts";
import type { Schema } from "../schema.ts";

/**
 * `planned` → `sending` → `open`, or `gone` if someone deleted the forum post: the bot does not make it again. Copies continue:
 * `open` → `merging` → `merged`.
 */
type ThreadState = "planned" | "sending" | "open" | "merging" | "merged" | "gone";

type Subject = Reference<"post" | "tag" | "comment" | "user">;

/**
 * `skipped`: the follow leaves the thread out. Its post is older than the follow and not among those it asked for, or its forum
 * post was deleted and a newer follow had it made again.
 */
export type ShareState = "wanted" | "skipped";

/** A subject in a follow's channel that the follow wants, or leaves out. */
export interface WantedThread extends Pick<MirroredThread, "subject" | "post" | "title"> {
  readonly createdAtMs: number;
  readonly state: ShareState;
  /** Comments older than this (ms) are not mirrored; absent until the first reading decides. */
  readonly floorMs?: number;
  /** True if a member named this very subject: then a forum post that someone deleted is made again. */
  readonly isExplicit?: boolean;
}

/** One forum post: a subject in a channel, for all follows that share it. */
export interface MirroredThread {
  readonly id: number;
  readonly guildId: string;
  readonly channelId: string;
  /** Name of the site from which the thread is read, and whose links and scores it shows. */
  readonly site: string;
  /** Subject of the forum post: a post, a wiki page's discussion (tag), a comment with everything below, or a user. */
  readonly subject: Subject;
  /** The post or tag whose comments can arrive here; `undefined` for a user. */
  readonly post: Reference<"post" | "tag"> | undefined;
  /** Set on a copy made by an older version of the bot: the thread for the same subject in the channel, into which it merges. */
  readonly mergingInto: number | undefined;
  readonly title: string;
  readonly state: ThreadState;
  readonly discordThreadId: string | undefined;
  readonly starterHash: string | undefined;
  /** Names the state that the first message shows or will show; `undefined` until it is open. */
  readonly starterSource: string | undefined;
  /** True if its first message is out of date. */
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
  /** True if the site took no comments there at the last reading. */
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
