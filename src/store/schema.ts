import type { Generated } from "kysely";

/** Tables of the store. Moments are milliseconds since the epoch; `0 | 1` is a boolean. */
export interface Schema {
  readonly follows: FollowsTable;
  readonly threads: ThreadsTable;
  readonly thread_follows: ThreadFollowsTable;
  readonly ledger: LedgerTable;
  readonly cursors: CursorsTable;
  readonly quotes: QuotesTable;
  readonly replies: RepliesTable;
  readonly settings: SettingsTable;
  readonly trouble_reports: TroubleReportsTable;
  readonly opt_outs: OptOutsTable;
  readonly opt_out_records: OptOutRecordsTable;
  readonly opt_out_codes: OptOutCodesTable;
  readonly invalid_requests: InvalidRequestsTable;
  readonly public_sites: PublicSitesTable;
  readonly site_requests: SiteRequestsTable;
  readonly departures: DeparturesTable;
  readonly original_ids: OriginalIdsTable;
}

interface FollowsTable {
  id: Generated<number>;
  guild_id: string;
  channel_id: string;
  site: string;
  target_kind: string;
  /** Reference of the target; empty for a whole site. */
  target: string;
  /** Equal for all follows of one target; unique in a channel. */
  target_key: string;
  title: string;
  /** Path of the target on its site. */
  path: string;
  /** Number of past comments to mirror; null means all. */
  backfill: number | null;
  min_score: number | null;
  /** JSON list of authors; an empty one means all authors. */
  authors: string;
  state: string;
  /** The reason why the follow does not run, as JSON; null while it does. */
  trouble: string | null;
  created_by: string;
  created_at_ms: number;
  /** When all past comments were queued; null until then. */
  backfilled_at_ms: number | null;
  swept_at_ms: number | null;
  /** The place of its list of posts in the site's queue of sweeps; null if it has no list, or has not begun. */
  next_sweep_at_ms: number | null;
  /** Number of comments that the followed post had then; null if unknown. */
  comments_before: number | null;
}

interface ThreadsTable {
  id: Generated<number>;
  guild_id: string;
  /** Name of the site from which the thread is read, and whose links and scores it shows. */
  site: string;
  /** Subject of the forum post: a post, tag (wiki discussion), comment (with everything below) or user. */
  subject: string;
  /** The post or tag whose comments can arrive here; null for a user. */
  post: string | null;
  /** Unique together with the subject, except for copies. */
  channel_id: string;
  /** Set on a copy made by an older version of the bot: the thread for the same subject in the channel, into which it merges. */
  merging_into: number | null;
  /** The forum post's name as last sent. */
  title: string;
  state: string;
  discord_thread_id: string | null;
  /** Hash of the starter as it was sent. */
  starter_hash: string | null;
  /** Hash of the state that the starter shows or will show. */
  starter_source: string | null;
  /** `current` or `stale`. */
  starter_state: Generated<string>;
  /** JSON list of tag names as last sent. */
  starter_tags: Generated<string>;
  /** Score and number of comments that the starter shows. */
  starter_score: number | null;
  starter_comments: number | null;
  starter_shown_at_ms: number | null;
  renamed_at_ms: number | null;
  /** The vanished comment last asked for: the next turn begins after it. */
  asked_after: string | null;
  attempted_at_ms: number | null;
  /** How long running processes have left an interrupted attempt alone. */
  uncertain_ms: Generated<number>;
  last_activity_at_ms: number;
  swept_at_ms: number | null;
  /** Place in the site's queue of sweeps: 0 comes at once, later ones by the queue's clock. Null if it is not to be read. */
  next_sweep_at_ms: Generated<number | null>;
  /** How long to rest after a reading, even if nothing else is to be read (ms). */
  rest_ms: Generated<number>;
  /** 1 if the site took no comments there at the last reading. */
  is_closed: Generated<0 | 1>;
}

/** The follows that share each thread. */
interface ThreadFollowsTable {
  thread_id: number;
  follow_id: number;
  /**
   * `wanted`, or `skipped` if the follow leaves the thread out: its post is older than the follow and not among those it asked for,
   * or its forum post was deleted and a newer follow had it made again.
   */
  state: string;
  /** The follow leaves out comments older than this; null until its first reading. */
  floor_ms: number | null;
  /** The same by position, on sites that number their comments. */
  floor_position: number | null;
  /** Number of comments older than that; null if they have not been counted. */
  left_out: number | null;
}

interface LedgerTable {
  id: Generated<number>;
  thread_id: number;
  comment: string;
  part: number;
  /** Order in which the thread's comments are sent. */
  position: number;
  state: string;
  /** Hash of the comment's state that the row shows or will show. */
  source_hash: string;
  content_hash: string | null;
  message_id: string | null;
  webhook_id: string | null;
  attempted_at_ms: number | null;
  /** Votes that the comment's messages show, stored with its first part. */
  shown_score: number | null;
  shown_agreement: number | null;
  /** When they were last updated; null if unknown. */
  shown_at_ms: number | null;
  /** Not to be tried again before this moment, because Discord limits edits to old messages. */
  retry_at_ms: number | null;
  /** When it was queued, or found outdated; null in rows from before this column existed. */
  waiting_since_ms: number | null;
}

interface CursorsTable {
  site: string;
  cursor: string;
  polled_at_ms: number;
}

interface QuotesTable {
  id: Generated<number>;
  /** Names the request for the quote, so it is posted once. */
  request: string;
  /** Reference of the comment or post. */
  comment: string;
  /** Version of the comment's text, and the site's name for it. */
  text_version: string;
  revision: string;
  /** Null outside servers. */
  guild_id: string | null;
  channel_id: string;
  /** Null until posted, and where the bot cannot change the messages later. */
  message_id: string | null;
  /** JSON list of the messages after the first. */
  further_message_ids: Generated<string>;
  /** The note added for readers: the comment was edited or deleted since. */
  flag: string | null;
  created_at_ms: number;
}

interface RepliesTable {
  id: Generated<number>;
  guild_id: string;
  channel_id: string;
  discord_thread_id: string;
  /** Null until Discord has confirmed it. */
  message_id: string | null;
  webhook_id: string | null;
  /** Hash of the content as sent. */
  content_hash: string;
  /** The member who wrote it. */
  user_id: string;
  /** Reference of the comment or post. */
  comment: string;
  created_at_ms: number;
  edited_at_ms: number | null;
  /** Unique; null if the request is unknown. */
  request: string | null;
}

interface SettingsTable {
  guild_id: string;
  /** JSON object of the server's settings; missing ones have their default. */
  choices: string;
  changed_by: string;
  changed_at_ms: number;
}

interface OptOutsTable {
  /** Reference of the user. */
  author: string;
  direction: string;
  proof: string;
  since_ms: number;
  /** Progress of the opt-out. */
  stage: string;
  finished_at_ms: number | null;
}

/** An author's records, while their opt-out is carried out. */
interface OptOutRecordsTable {
  author: string;
  record: string;
}

interface OptOutCodesTable {
  author: string;
  direction: string;
  code: string;
  created_at_ms: number;
  checked_at_ms: number | null;
}

interface TroubleReportsTable {
  follow_id: number;
  /** Kind of the fault. */
  fault: string;
  /** When the follow last ran into it. */
  last_at_ms: number;
}

/** Rows are kept for ten minutes. */
interface InvalidRequestsTable {
  id: Generated<number>;
  at_ms: number;
  /** 1 for a rate limit that the bot heeded. */
  is_heeded: Generated<number>;
}

interface DeparturesTable {
  guild_id: string;
  since_ms: number;
  /** Time during which the running bot saw that the server had removed it. */
  absent_ms: Generated<number>;
}

interface OriginalIdsTable {
  reference: string;
  /** The id on the site; the reference holds only its hash. */
  id: string;
  kept_at_ms: number;
}

interface PublicSitesTable {
  name: string;
  kind: string;
  url: string;
  added_at_ms: number;
}

interface SiteRequestsTable {
  site: string;
  /** Whole hours since 1970. */
  hour: number;
  count: number;
}
