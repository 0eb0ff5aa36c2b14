import { type RawBuilder, sql } from "kysely";

/** Moment when a lease ends if it begins or is renewed now. */
export function endOf(leaseMs: number): RawBuilder<Date> {
  return sql`clock_timestamp() + ${leaseMs} * interval '1 millisecond'`;
}
