import type { Comment } from "../../forum/comment.ts";
import type { Reference } from "../../forum/reference.ts";
import type { MirroredThread } from "../../store/threads/mirrored-thread.ts";
import type { Absences } from "./absences.ts";
import type { Listed } from "./listed.ts";
import type { Refusals } from "./refusals.ts";

export interface VanishedReading {
  readonly thread: MirroredThread;
  /** Comments that the thread shows or is to show, with the hash of that. */
  readonly posted: ReadonlyMap<Reference<"comment">, string>;
  /** The comments that the site has just listed for it. */
  readonly listed: Listed;
  readonly refusals: Refusals;
  readonly absences: Absences;
}

export interface Vanished {
  /** What the site says of comments that its list lacks: deleted, hidden, moved, or there all the same. */
  readonly comments: readonly Comment[];
  /** Those that the site does not have at all and the archive has lost: nobody can say any more where they stood. */
  readonly unknown: readonly Reference<"comment">[];
  /** Where the next turn begins. */
  readonly askedAfter: Reference<"comment"> | undefined;
  /** Whether more have vanished than this sweep could ask for. */
  readonly isMore: boolean;
  /** Whether the site holds back for now what it showed before. */
  readonly isAwaited: boolean;
}
