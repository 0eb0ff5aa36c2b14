import type { Source } from "../../sources/source.ts";
import type { MirroredThread } from "../../store/threads/mirrored-thread.ts";
import type { Destination } from "../publisher.ts";

/** A thread, with everything that its forum post is made from. */
export interface PlannedThread {
  readonly source: Source;
  readonly thread: MirroredThread;
}

/** A thread whose forum post exists. */
export interface OpenThread extends PlannedThread {
  readonly destination: Destination;
}
