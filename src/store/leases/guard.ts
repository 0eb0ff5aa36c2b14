import { type RawBuilder, sql } from "kysely";

/** Names a lease. A change that is given one takes effect only while that lease lasts. */
export interface Guard {
  readonly unit: string;
  readonly holder: string;
  readonly epoch: number;
}

/**
 * Tells, in the same statement as a change, whether the lease lasts by the clock of the database.
 * @param guard `undefined` if there are no leases, as with SQLite
 */
export function isInForce(guard: Guard | undefined): RawBuilder<boolean> {
  if (guard === undefined) return sql`true`;
  const { unit, holder, epoch } = guard;
  return sql`exists (
    select 1 from leases
    where unit = ${unit} and holder = ${holder} and epoch = ${epoch} and expires_at > clock_timestamp()
  )`;
}
