import type { Kysely } from "kysely";
import type { Schema } from "../schema.ts";
import { updateThread } from "./update-thread.ts";

/** The facts about a forum post's starter that the store keeps. */
export interface ShownStarter {
  readonly title: string;
  /** Names of the tags given to it. */
  readonly tags: readonly string[];
  readonly hash: string;
  /** Names the state of the subject that it shows. */
  readonly source: string;
  readonly score: number | undefined;
  readonly comments: number | undefined;
}

/** Records what the starters of forum posts show, and whether they are out of date. */
export class Starters {
  readonly #db: Kysely<Schema>;

  constructor(db: Kysely<Schema>) {
    this.#db = db;
  }

  /** @param source names the state that the starter will show */
  async markStale(id: number, source: string): Promise<void> {
    await updateThread(this.#db, id, { starter_state: "stale", starter_source: source });
  }

  /** Renames the state that a starter shows or will show. */
  async nameSource(id: number, source: string): Promise<void> {
    await updateThread(this.#db, id, { starter_source: source });
  }

  /** Notes the number of comments shown, with which later ones are compared. */
  async noteComments(id: number, comments: number): Promise<void> {
    await updateThread(this.#db, id, { starter_comments: comments });
  }

  async markShown(
    id: number,
    shown: ShownStarter,
    { atMs, isRenamed }: { readonly atMs: number; readonly isRenamed: boolean },
  ): Promise<void> {
    await updateThread(this.#db, id, {
      title: shown.title,
      starter_hash: shown.hash,
      starter_source: shown.source,
      starter_state: "current",
      starter_tags: JSON.stringify(shown.tags),
      starter_score: shown.score ?? null,
      starter_comments: shown.comments ?? null,
      starter_shown_at_ms: atMs,
      ...(isRenamed ? { renamed_at_ms: atMs } : {}),
    });
  }
}
