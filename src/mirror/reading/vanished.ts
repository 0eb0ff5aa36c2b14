import type { Comment } from "../../forum/comment.ts";
import type { Reference } from "../../forum/reference.ts";
import type { MirroredThread } from "../../store/threads/mirrored-thread.ts";
import type { Absences } from "./absences.ts";
import type { Listed } from "./listed.ts";
import type { Refusals } from "./refusals.ts";

export interface VanishedReading {
  readonly thread: MirroredThread;
  /** Comments that the thread shows or will show, each with a hash of its state. */
  readonly posted: ReadonlyMap<Reference<"comment">, string>;
  /** The comments that the site has just listed for it. */
  readonly listed: Listed;
  readonly refusals: Refusals;
  readonly absences: Absences;
}

export interface Vanished {
  /** Comments that the list lacks, as the site describes them: deleted, hidden, moved, or still there. */
  readonly comments: readonly Comment[];
  /** Comments that neither the site nor the archive has, so it is unknown where they belonged. */
  readonly unknown: readonly Reference<"comment">[];
  /** Where the next turn begins. */
  readonly askedAfter: Reference<"comment"> | undefined;
  /** True if more comments are missing than this sweep could ask for. */
  readonly isMore: boolean;
  /** True if the site is holding back a comment that it showed before. */
  readonly isAwaited: boolean;
}
