import type { Selectable } from "kysely";
import type { Reference } from "../forum/reference.ts";
import type { Target } from "../forum/target.ts";
import type { DiscordFault } from "../language/faults.ts";
import type { Schema } from "./schema.ts";

/** The reason why a follow does not run. It is tried again automatically. */
export interface Trouble {
  readonly fault: DiscordFault;
  readonly sinceMs: number;
  /** True if the gateway reports its end; absent in rows written before this field existed. */
  readonly isVisible?: boolean;
}

export type FollowState = "active" | "paused" | "troubled";

export interface NewFollow {
  readonly guildId: string;
  readonly channelId: string;
  readonly site: string;
  readonly target: Target;
  readonly title: string;
  readonly path: string;
  /** Number of past comments (posts for a sequence, tag or site) to mirror; `undefined` means all. */
  readonly backfill: number | undefined;
  readonly minScore: number | undefined;
  /** The only authors wanted: slugs or names in lower case, and references of the authors they mean. Empty means all authors. */
  readonly authors: readonly string[];
  readonly createdBy: string;
  readonly createdAtMs: number;
  /** Number of comments that the followed post had then; `undefined` if unknown. */
  readonly commentsBefore?: number | undefined;
}

/** A standing order: mirror this target into that forum channel, with these filters. */
export interface Follow extends NewFollow {
  readonly id: number;
  readonly state: FollowState;
  readonly trouble: Trouble | undefined;
  /** When all past comments were queued; `undefined` until then. */
  readonly backfilledAtMs: number | undefined;
  readonly sweptAtMs: number | undefined;
}

export function followOf(row: Selectable<Schema["follows"]>): Follow {
  return {
    id: row.id,
    guildId: row.guild_id,
    channelId: row.channel_id,
    site: row.site,
    target: targetOf(row.target_kind, row.target),
    title: row.title,
    path: row.path,
    backfill: row.backfill ?? undefined,
    minScore: row.min_score ?? undefined,
    authors: JSON.parse(row.authors) as string[],
    createdBy: row.created_by,
    createdAtMs: row.created_at_ms,
    commentsBefore: row.comments_before ?? undefined,
    state: row.state as FollowState,
    trouble: row.trouble === null ? undefined : (JSON.parse(row.trouble) as Trouble),
    backfilledAtMs: row.backfilled_at_ms ?? undefined,
    sweptAtMs: row.swept_at_ms ?? undefined,
  };
}

function targetOf(kind: string, reference: string): Target {
  return kind === "site"
    ? { kind }
    : ({ kind, reference: reference as Reference } as Exclude<Target, { kind: "site" }>);
}
