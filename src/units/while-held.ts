import { AsyncLocalStorage } from "node:async_hooks";
import type { Guard } from "../store/leases/guard.ts";
import type { Held } from "./held.ts";

const current = new AsyncLocalStorage<Held>();

/** The work belongs to a unit that another process may have taken over. Nothing was done. */
export class UnitLost extends Error {
  override readonly name = "UnitLost";
}

/** Does work for a unit. Once the unit is lost, {@link requireHeld} throws anywhere in this work. */
export async function whileHeld<T>(held: Held, work: () => Promise<T>): Promise<T> {
  return await current.run(held, work);
}

/**
 * Call this right before anything that another process might do at the same time.
 * @throws {UnitLost} if the caller works for a unit that is lost
 */
export function requireHeld(): void {
  const held = current.getStore();
  if (held !== undefined && held.remainingMs() <= 0)
    throw new UnitLost(`${held.unit} may belong to another process`);
}

/** Returns the lease of the unit that the caller works for, for changes to the store that need it. */
export function currentGuard(): Guard | undefined {
  return current.getStore()?.guard;
}
