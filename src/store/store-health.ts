import type { LogEvent } from "kysely";
import type { StoreFault } from "../language/faults.ts";

/** Called for the first failure of each kind, and for the first change that succeeds again. */
export type OnFault = (fault: StoreFault | undefined, error: unknown) => void;

/** Interprets the errors of one kind of database. */
interface Faults {
  /** Returns the fault behind an error; `undefined` if it does not come from the database, or is our own mistake. */
  faultOf(error: unknown): StoreFault | undefined;
  isOfDatabase(error: unknown): boolean;
  /** Returns whether a statement that succeeded shows that the fault is over. */
  isOver(fault: StoreFault, sql: string): boolean;
}

/** Judges by the latest statements whether the database works. */
export class StoreHealth {
  readonly #onChange: OnFault;
  readonly #faults: Faults;
  #fault: StoreFault | undefined;

  constructor(onChange: OnFault, faults: Faults) {
    this.#onChange = onChange;
    this.#faults = faults;
  }

  get fault(): StoreFault | undefined {
    return this.#fault;
  }

  /** SQLite ends a transaction when it runs out of room; the error then says that there is no transaction to end. */
  faultOf(error: unknown): StoreFault | undefined {
    return this.#faults.faultOf(error) ?? (this.#faults.isOfDatabase(error) ? this.#fault : undefined);
  }

  note(event: LogEvent): void {
    if (event.level === "error") this.failed(event.error);
    else if (this.#fault !== undefined && this.#faults.isOver(this.#fault, event.query.sql))
      this.#become(undefined, undefined);
  }

  failed(error: unknown): void {
    const fault = this.#faults.faultOf(error);
    if (fault !== undefined) this.#become(fault, error);
  }

  #become(fault: StoreFault | undefined, error: unknown): void {
    if (fault === this.#fault) return;
    this.#fault = fault;
    this.#onChange(fault, error);
  }
}

export function isChange(sql: string): boolean {
  return /^(insert|update|delete|commit)/i.test(sql);
}
