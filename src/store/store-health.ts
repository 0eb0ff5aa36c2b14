import { SqliteError } from "better-sqlite3";
import type { LogEvent } from "kysely";
import type { StoreFault } from "../language/faults.ts";
import { storeFaultOf } from "../sqlite/store-fault.ts";

/** Judges by the latest changes whether the database works. */
export class StoreHealth {
  readonly #onChange: (fault: StoreFault | undefined, error: unknown) => void;
  #fault: StoreFault | undefined;

  /** @param onChange called for the first failure of each kind, and for the first change that succeeds again */
  constructor(onChange: (fault: StoreFault | undefined, error: unknown) => void) {
    this.#onChange = onChange;
  }

  get fault(): StoreFault | undefined {
    return this.#fault;
  }

  /** SQLite ends a transaction when it runs out of room; the error then says that there is no transaction to end. */
  faultOf(error: unknown): StoreFault | undefined {
    return storeFaultOf(error) ?? (error instanceof SqliteError ? this.#fault : undefined);
  }

  note(event: LogEvent): void {
    const error = event.level === "error" ? event.error : undefined;
    const fault = storeFaultOf(error);
    if (error !== undefined && fault === undefined) return;
    // A full disk can still be read, so only a change shows that there is room again.
    if (error === undefined && !isChange(event.query.sql)) return;
    if (fault === this.#fault) return;
    this.#fault = fault;
    this.#onChange(fault, error);
  }
}

function isChange(sql: string): boolean {
  return /^(insert|update|delete|commit)/i.test(sql);
}
