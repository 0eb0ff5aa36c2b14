import type { Kysely } from "kysely";
import type { Schema } from "../schema.ts";
import { Comments } from "./comments.ts";
import { Parts } from "./parts.ts";
import { Queue } from "./queue.ts";
import { Recovery } from "./recovery.ts";
import { Votes } from "./votes.ts";

/** The durable record of what was posted where: one row per thread, comment and part. */
export interface Ledger {
  readonly queue: Queue;
  readonly parts: Parts;
  readonly comments: Comments;
  readonly votes: Votes;
  readonly recovery: Recovery;
}

export function openLedger(db: Kysely<Schema>, now: () => number): Ledger {
  return {
    queue: new Queue(db, now),
    parts: new Parts(db, now),
    comments: new Comments(db),
    votes: new Votes(db),
    recovery: new Recovery(db),
  };
}
