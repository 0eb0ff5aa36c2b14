import { type RawBuilder, sql } from "kysely";

/** When a lease ends that begins or is renewed now. */
export function endOf(leaseMs: number): RawBuilder<Date> {
  return sql`clock_timestamp() + ${leaseMs} * interval '1 millisecond'`;
}
