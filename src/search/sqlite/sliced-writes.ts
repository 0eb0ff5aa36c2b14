import { Slice } from "../../give-way.ts";
import type { Connection } from "./connection.ts";
import { writeFact } from "./tables.ts";

/** Writes many things in slices of a few milliseconds, in transactions that others may end in between. */
export class SlicedWrites {
  readonly #connection: Connection;
  readonly #onRollback: () => void;

  /** @param onRollback called when everything written since the last commit is undone */
  constructor(connection: Connection, onRollback: () => void) {
    this.#connection = connection;
    this.#onRollback = onRollback;
  }

  async each<T>(items: readonly T[], write: (item: T) => void): Promise<void> {
    const slice = new Slice();
    for (const item of items) {
      if (slice.isOver) await slice.giveWay();
      // Others may have committed meanwhile.
      this.begin();
      try {
        write(item);
      } catch (error) {
        this.#rollback();
        throw error;
      }
    }
  }

  begin(): void {
    const { db } = this.#connection;
    if (!db.inTransaction) db.exec("begin immediate");
  }

  commit(): void {
    const { db } = this.#connection;
    if (db.inTransaction) db.exec("commit");
  }

  commitDurably(): void {
    const { db } = this.#connection;
    this.commit();
    db.pragma("synchronous = FULL");
    // Syncing the log makes everything before it durable too.
    this.begin();
    writeFact(db, "synced", performance.timeOrigin + performance.now());
    this.commit();
    db.pragma("synchronous = NORMAL");
  }

  #rollback(): void {
    const { db } = this.#connection;
    if (db.inTransaction) db.exec("rollback");
    this.#onRollback();
  }
}
