import type { ThreadInLine } from "../delivery/deliveries.ts";
import type { EndFollow } from "./end-follows.ts";

/** Functions of the mirror that an opt-out needs. */
export interface Hands {
  readonly endFollow: EndFollow;
  /** Reports that a thread has something to deliver. */
  readonly wake: (thread: ThreadInLine) => void;
  /** Returns whether this process carries out decisions; the others help where only they write. */
  readonly leads: () => boolean;
}
